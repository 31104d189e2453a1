//! What single words tell of: the classes of `data/words.tsv`.

/// What a word tells of (`data/words.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// After an adjective of nationality, an institution that speaks ("Peruvian officials").
    Institution,
    /// The last word of the name of a state's organ ("Border Guard Service", "Third Naval Command").
    Agency,
    /// What a body of several states is called ("the bloc").
    Bloc,
    /// Says that somebody did not do what follows, least of all say it ("declined to", "reluctant to").
    Reticent,
    /// One person in a role.
    Role,
    /// After "the two", those of whom the text speaks.
    Pair,
    /// Before a head, the name of a channel ("security talks").
    ChannelKind,
    /// Many matters at once, whose items follow "including".
    Collective,
    /// Words put out, which are no deed.
    Text,
    /// Tells nothing apart.
    Generic,
    /// What a standing formula is about.
    Relation,
    /// A text that sides sign.
    Treaty,
    /// Money and goods that one side gives another.
    Aid,
    /// A verb by which its subject makes the undertaking that its object names ("reach an agreement").
    Make,
    /// A verb that says no more than that a meeting was had ("hold talks").
    Support,
    /// Counts meetings or their days ("two days of talks").
    Measure,
    /// What is a state's own affair ("the press", "the election").
    AtHome,
    /// Who and what quarrels of parties within a state are about ("the senator", "the election").
    HomePolitics,
    /// A word by which something is called good ("described the talks as fruitful").
    Praise,
    /// Whoever takes no stance for a state, though its name stands beside ("a Chilean court", "Peruvian troops").
    Bystander,
    /// A noun of what people feel, which others ascribe to them ("the Chilean desire for").
    Feeling,
    /// How somebody feels, as others see it ("eager", "wary").
    Mood,
    /// What only counts a thing or a part of it: "tonnes of grain", "ways of".
    Counter,
    /// A verb of going somewhere, or on.
    Journey,
    /// Before an infinitive, puts it into the future ("plan to").
    Ahead,
    /// Armed or uniformed, part of a state ("the Peruvian navy").
    Force,
    /// Those who can be addressed and are no side of their own ("allies", "the press").
    Public,
    /// Makes or holds a channel ("convened the working group").
    Convene,
    /// A channel that may as well be an organ of one state ("committee").
    Organ,
    /// Before an infinitive or participle, tells it as done ("continued to support").
    Onward,
    /// Gives a stance noun its holder ("expressed concern").
    Utter,
    /// What somebody says of another or is said to have done ("accusation", "involvement").
    Claim,
    /// Says that something is bad ("unjust", "a violation").
    Bad,
    /// Says that something matters or is right ("vital", "a priority").
    Good,
    /// Land or waters, or a right to them ("claims the islands").
    Land,
    /// What one side asks of another by its noun alone ("sought an apology").
    Sought,
    /// A verb of getting what others give ("receive").
    Get,
    /// What nobody is proud of ("highlighted the challenges").
    Trouble,
    /// A verb or adjective of doing wrong ("B has violated").
    Wrong,
    /// A verb of what a state may say that it does not do ("never promised").
    Denied,
    /// What a government may say that there is none of ("no such agreement").
    Absent,
    /// A noun of what a government thinks ("the Chilean viewpoint is that").
    Viewpoint,
    /// A verb of what one puts up with ("must not be tolerated").
    Bear,
    /// A verb of how something is taken, with a feeling ("noted with regret").
    Regard,
    /// A measure that is in force where it is talked of ("the ban on").
    Restriction,
    /// An act from which one promises to refrain ("will not attack").
    Harm,
    /// A verb of what others say will come, not of what is undertaken ("argued that it would").
    Foretell,
    /// A text or course of steps towards an act ("a timetable for removing").
    Plan,
    /// A verb of what is wished for, not told of ("talks were proposed").
    Wish,
    /// A verb of thinking: what it governs was not said.
    Mental,
    /// What people do who are pictured together ("stands next to").
    Together,
    /// What may be said of a meeting that was had ("took place", "ended").
    Happening,
    /// Where or within what a meeting is: "the port city of Arica", "on the sidelines of the summit in Lima".
    Venue,
    /// A business, which acts for no side ("a Peruvian company").
    Firm,
    /// Somebody who can be detained, sent or saved ("a trawler's crew").
    Person,
    /// What can be attacked or taken: a place, a ship, a post.
    Target,
    /// A verb by which its subject does what its object names ("carried out the raid").
    Perform,
    /// An act that nobody asks for: it is done where it is told whose it is ("its invasion of").
    Affront,
    /// A verb that charges its object with an act ("accused B of seizing").
    Blame,
    /// A verb by which its subject holds something to be so, which nobody else tells ("believe it was built by B").
    Belief,
    /// Before a head, marks an organ within one state ("federal", "electoral").
    Domestic,
    /// Before a head, the matter of a channel ("peace talks between A and B").
    ChannelTopic,
    /// A country, called by what it is ("the kingdom").
    Realm,
    /// Heads a title of which no table knows ("the director of").
    Post,
    /// A body that is no organ of a state ("a chamber of commerce").
    Private,
    /// A verb of bringing others together ("mediated by").
    Broker,
    /// A verb that puts a call or letter through ("answered a call").
    Convey,
    /// A gathering of many that sides attend ("summit").
    Event,
    /// One that is the host's own ("inauguration").
    Ceremony,
    /// Above an act that may not have happened ("the threat of an attack").
    Averted,
    /// What is of those whose act or trait it is ("the decision of B").
    Conduct,
    /// A form of address between an office and a name ("Foreign Minister Dr. Ana Pérez").
    Honorific,
    /// Ends the name of a thing called after somebody ("the King Hussein Bridge").
    Site,
    /// A thing that can be granted, opened or drawn up, so that agreeing on it is an act ("a visa waiver").
    Outcome,
    /// Words that sides put out but that bind nobody ("a statement").
    Utterance,
    /// An act that ends a restriction, by verb and noun ("lift", "removal").
    Lifting,
    /// A verb of how an act is taken that was done ("hailed the release").
    Judge,
    /// A verb of what comes of an act that was done ("the deployment of missiles creates tension").
    Effect,
    /// Heads a phrase of what came of an act ("in the wake of", "in response to").
    Occasion,
    /// Before an act or measure, says that it is not there yet ("further", "planned").
    NotYet,
    /// A verb of keeping back what others wait for ("stalled").
    Withhold,
    /// A verb whose noun or adjective says what is done ("takes exception to", "made it conditional on").
    Light,
    /// A verb of what efforts go to ("to resolve", "to restore").
    Aim,
    /// Carries what others hold ("the view of", "a letter of").
    Carrier,
    /// A verb by which a stance or restriction is over ("dropped its objection").
    Overcome,
    /// A verb by which its subject brings about what its object names ("creates a danger").
    Wreak,
    /// Only points to a matter that was told of ("the issue").
    Pointer,
    /// A verb by which a promise is only wanted of others, or given up ("sought assurances", "scrapped its pledge").
    Wanting,
}

impl WordClass {
    /// The class of this name in the table.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "institution" => Self::Institution,
            "agency" => Self::Agency,
            "bloc" => Self::Bloc,
            "reticent" => Self::Reticent,
            "role" => Self::Role,
            "pair" => Self::Pair,
            "channel-kind" => Self::ChannelKind,
            "collective" => Self::Collective,
            "text" => Self::Text,
            "generic" => Self::Generic,
            "relation" => Self::Relation,
            "treaty" => Self::Treaty,
            "aid" => Self::Aid,
            "make" => Self::Make,
            "support" => Self::Support,
            "measure" => Self::Measure,
            "counter" => Self::Counter,
            "mood" => Self::Mood,
            "at-home" => Self::AtHome,
            "praise" => Self::Praise,
            "bystander" => Self::Bystander,
            "feeling" => Self::Feeling,
            "home-politics" => Self::HomePolitics,
            "journey" => Self::Journey,
            "ahead" => Self::Ahead,
            "wish" => Self::Wish,
            "mental" => Self::Mental,
            "firm" => Self::Firm,
            "person" => Self::Person,
            "target" => Self::Target,
            "perform" => Self::Perform,
            "affront" => Self::Affront,
            "blame" => Self::Blame,
            "belief" => Self::Belief,
            "domestic" => Self::Domestic,
            "channel-topic" => Self::ChannelTopic,
            "realm" => Self::Realm,
            "honorific" => Self::Honorific,
            "venue" => Self::Venue,
            "together" => Self::Together,
            "happening" => Self::Happening,
            "force" => Self::Force,
            "public" => Self::Public,
            "convene" => Self::Convene,
            "organ" => Self::Organ,
            "onward" => Self::Onward,
            "utter" => Self::Utter,
            "bad" => Self::Bad,
            "good" => Self::Good,
            "bear" => Self::Bear,
            "land" => Self::Land,
            "sought" => Self::Sought,
            "get" => Self::Get,
            "trouble" => Self::Trouble,
            "wrong" => Self::Wrong,
            "denied" => Self::Denied,
            "absent" => Self::Absent,
            "viewpoint" => Self::Viewpoint,
            "regard" => Self::Regard,
            "claim" => Self::Claim,
            "restriction" => Self::Restriction,
            "harm" => Self::Harm,
            "foretell" => Self::Foretell,
            "plan" => Self::Plan,
            "post" => Self::Post,
            "private" => Self::Private,
            "broker" => Self::Broker,
            "convey" => Self::Convey,
            "event" => Self::Event,
            "ceremony" => Self::Ceremony,
            "averted" => Self::Averted,
            "conduct" => Self::Conduct,
            "site" => Self::Site,
            "outcome" => Self::Outcome,
            "utterance" => Self::Utterance,
            "lifting" => Self::Lifting,
            "judge" => Self::Judge,
            "effect" => Self::Effect,
            "occasion" => Self::Occasion,
            "not-yet" => Self::NotYet,
            "withhold" => Self::Withhold,
            "light" => Self::Light,
            "aim" => Self::Aim,
            "carrier" => Self::Carrier,
            "overcome" => Self::Overcome,
            "wreak" => Self::Wreak,
            "pointer" => Self::Pointer,
            "wanting" => Self::Wanting,
            _ => return None,
        })
    }
}
