"""JupyterLab, as ``labmethods open`` starts it."""

import sys

from labmethods import grammars

if __name__ == "__main__":
    grammars.skip()
    from jupyterlab.labapp import main

    sys.exit(main())
