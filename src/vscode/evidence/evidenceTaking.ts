/** What takes evidence, loaded where somebody asks for some. */
export { CaptureTaker } from '../../runtime/capturing/captureTaker';
export { DebuggedPrograms } from './debuggedPrograms';
export { captureThreads } from './threadsCapture';
