"""The open room: a workshop that phones can join, apart from the notebooks that are served."""
