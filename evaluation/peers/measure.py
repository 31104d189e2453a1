"""What the peers have in common: times a function on the texts of a folder and tells it as JSON."""

import json
import pathlib
import resource
import sys
import time


def run(name, process):
    """Calls process(text) for every .txt file of the folder named on the command line; the first is read twice, so that
    what is loaded late is not timed. CPU time is that of the process, all threads."""
    folder = pathlib.Path(sys.argv[1])
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    process(texts[0])
    started = time.process_time()
    for text in texts:
        process(text)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"name": name, "articles": len(texts), "cpu_seconds": seconds, "peak_kib": peak}))
