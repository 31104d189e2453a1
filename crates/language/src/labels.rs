//! The label sets of the trained layers, spelled as their standards spell them.
//!
//! The order of each set is that of the rows of the model's output: the weights file repeats it and is refused where
//! the two differ.

/// Declares a closed set of labels with their standard spellings.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident: $($(#[$mark:meta])* $variant:ident = $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$mark])* #[doc = $text] $variant),+ }

        impl $name {
            /// Every label, in the order of the model's output rows.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As the standard spells it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The label with this spelling.
            pub fn of(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

labels! {
    /// Universal part of speech (Universal Dependencies 2).
    Upos:
    Adj = "ADJ",
    Adp = "ADP",
    Adv = "ADV",
    Aux = "AUX",
    Cconj = "CCONJ",
    Det = "DET",
    Intj = "INTJ",
    Noun = "NOUN",
    Num = "NUM",
    Part = "PART",
    Pron = "PRON",
    Propn = "PROPN",
    Punct = "PUNCT",
    Sconj = "SCONJ",
    Sym = "SYM",
    Verb = "VERB",
    #[default]
    X = "X",
}

labels! {
    /// Part of speech of the Penn Treebank as the English treebanks of Universal Dependencies use it: tells tense and
    /// number where [`Upos`] does not.
    Xpos:
    Nn = "NN",
    In = "IN",
    Dt = "DT",
    Nnp = "NNP",
    Jj = "JJ",
    Prp = "PRP",
    Stop = ".",
    Rb = "RB",
    Comma = ",",
    Nns = "NNS",
    Vb = "VB",
    Cc = "CC",
    Vbd = "VBD",
    Vbp = "VBP",
    Vbz = "VBZ",
    Cd = "CD",
    Vbn = "VBN",
    Vbg = "VBG",
    To = "TO",
    PrpPoss = "PRP$",
    Md = "MD",
    Uh = "UH",
    Colon = ":",
    Wdt = "WDT",
    Rrb = "-RRB-",
    Lrb = "-LRB-",
    Wrb = "WRB",
    OpenQuote = "``",
    CloseQuote = "''",
    Rp = "RP",
    Hyph = "HYPH",
    Wp = "WP",
    Pos = "POS",
    Nnps = "NNPS",
    Jjr = "JJR",
    Jjs = "JJS",
    Ex = "EX",
    Rbr = "RBR",
    Sym = "SYM",
    Fw = "FW",
    #[default]
    Nfp = "NFP",
    Currency = "$",
    Pdt = "PDT",
    Gw = "GW",
    Add = "ADD",
    Rbs = "RBS",
    Ls = "LS",
    Afx = "AFX",
    WpPoss = "WP$",
}

labels! {
    /// Dependency relation (Universal Dependencies 2, English subtypes).
    Relation:
    Root = "root",
    Punct = "punct",
    Case = "case",
    Det = "det",
    Nsubj = "nsubj",
    Advmod = "advmod",
    Amod = "amod",
    Obj = "obj",
    Obl = "obl",
    Conj = "conj",
    Nmod = "nmod",
    Cc = "cc",
    Compound = "compound",
    Mark = "mark",
    Aux = "aux",
    Cop = "cop",
    Advcl = "advcl",
    NmodPoss = "nmod:poss",
    Xcomp = "xcomp",
    AclRelcl = "acl:relcl",
    Flat = "flat",
    Ccomp = "ccomp",
    Acl = "acl",
    Parataxis = "parataxis",
    Nummod = "nummod",
    AuxPass = "aux:pass",
    Appos = "appos",
    NsubjPass = "nsubj:pass",
    Discourse = "discourse",
    OblUnmarked = "obl:unmarked",
    NmodUnmarked = "nmod:unmarked",
    CompoundPrt = "compound:prt",
    Expl = "expl",
    Fixed = "fixed",
    Iobj = "iobj",
    List = "list",
    Reparandum = "reparandum",
    OblAgent = "obl:agent",
    #[default]
    Dep = "dep",
    Csubj = "csubj",
    NmodDesc = "nmod:desc",
    NsubjOuter = "nsubj:outer",
    AdvclRelcl = "advcl:relcl",
    DetPredet = "det:predet",
    Vocative = "vocative",
    Goeswith = "goeswith",
    CcPreconj = "cc:preconj",
    Orphan = "orphan",
    Dislocated = "dislocated",
    CsubjPass = "csubj:pass",
    CsubjOuter = "csubj:outer",
}

labels! {
    /// What a named entity is (the label set of the English Worldwide Newswire corpus, Shan et al. 2023).
    EntityKind:
    Person = "Person",
    Organization = "Organization",
    Location = "Location",
    Norp = "NORP",
    Date = "Date",
    #[default]
    Misc = "Misc",
    Money = "Money",
    Facility = "Facility",
    Product = "Product",
}

impl Relation {
    /// The relation without its subtype (`nsubj:pass` → `nsubj`).
    pub fn universal(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or_default()
    }
}
