/**
 * The entry of a bundle of its own, `dist/inspecting.js`: what speaks to inspectors is loaded only where evidence is taken
 * of a program that our agent is not in.
 */
export { debuggedTarget } from './debuggedTarget';
