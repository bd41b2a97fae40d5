"""Write the JSON files that JupyterLab reads."""

from labmethods.language.jupyterlab import packs

for path, text in packs():
    path.write_text(text, encoding="utf-8")
