"""Reports from inside a Python program to Process Monitor, then gives way to the sitecustomize that stood here before.

It is loaded into other people's programs: it throws nothing into them, keeps none alive, and writes nothing. The wire is
that of the agent for Node (src/shared/agentFrames.ts): a line of JSON a frame, answered by a byte each.
"""

import sys

PROTOCOL_VERSION = 3
VARIABLE = "PROCESS_MONITOR_AGENT"
LOOK_EVERY_SECONDS = 0.05
TICK_EVERY_SECONDS = 1.0
LONGEST_SILENCE_SECONDS = 30.0


def _report(folder, loaded_at):
    """Connects and reports until the host goes away. Runs in a thread of its own, which ends with the program."""
    import gc
    import json
    import math
    import os
    import socket
    import time

    collections = {}
    began = [0.0]

    def on_collection(phase, info):
        # In whatever thread of the program the collection is.
        try:
            if phase == "start":
                began[0] = time.perf_counter()
                return
            count, seconds = collections.get(info["generation"], (0, 0.0))
            collections[info["generation"]] = (count + 1, seconds + time.perf_counter() - began[0])
        except BaseException:
            pass

    def series(kind, name, value, **attributes):
        field = "values" if kind == "histogram" else "value"
        return {"type": kind, "name": name, "attributes": list(attributes.items()), field: value}

    def told(lateness):
        taken = list(collections.items())
        collections.clear()
        yield series("histogram", "python.lateness", list(lateness.items()))
        threading = sys.modules.get("threading")
        if threading is not None:
            yield series("gauge", "python.threads", threading.active_count())
        for generation, (count, seconds) in taken:
            yield series("counter", "python.gc.count", count, generation=str(generation))
            yield series("counter", "python.gc.time", seconds, generation=str(generation))

    def send(frame):
        connection.sendall(json.dumps(frame).encode() + b"\n")

    with open(os.path.join(folder, "token"), encoding="utf-8") as file:
        token = file.read()
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(LONGEST_SILENCE_SECONDS)
    try:
        connection.connect(os.path.join(folder, "socket"))
        uptime = time.monotonic() - loaded_at
        # A number other than the main thread's: nobody may ask this thread whether the main one is well.
        hello = {"kind": "hello", "version": PROTOCOL_VERSION, "token": token, "pid": os.getpid(), "threadId": 1}
        send({**hello, "uptimeSeconds": max(0.0, uptime)})
        gc.callbacks.append(on_collection)
        while connection.recv(64):
            lateness = {}
            end = time.monotonic() + TICK_EVERY_SECONDS
            while time.monotonic() < end:
                before = time.perf_counter()
                time.sleep(LOOK_EVERY_SECONDS)
                late = max(time.perf_counter() - before - LOOK_EVERY_SECONDS, 1e-6)
                bucket = round(math.log(late) / math.log(1.02))
                lateness[bucket] = lateness.get(bucket, 0) + 1
            send({"kind": "tick", "gc": [], "application": list(told(lateness)), "dropped": 0})
    finally:
        connection.close()
        if on_collection in gc.callbacks:
            gc.callbacks.remove(on_collection)


def _begin():
    """Starts the reporting in this process; does nothing where nobody listens."""
    try:
        import _thread
        import os
        import time

        folder = os.environ.get(VARIABLE)
        loaded_at = time.monotonic()
        if not folder:
            return

        def run():
            try:
                _report(folder, loaded_at)
            except BaseException:
                # The program has no use for our errors.
                pass

        _thread.start_new_thread(run, ())
    except BaseException:
        pass


def _give_way():
    """Takes our folder out of the program's path and loads the sitecustomize that it would have had. That one may throw."""
    import importlib.machinery
    import importlib.util
    import os

    own = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != own]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", sys.path)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


_begin()
try:
    import os as _os

    _os.register_at_fork(after_in_child=_begin)
except BaseException:
    pass
_give_way()
