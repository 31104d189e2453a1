//! One view per question, as plain data: a function takes the record and gives a struct that pages, the command
//! line and JSON all show. A view never opens the archive: what it needs beside the record is handed in.
//!
//! Each function takes the record and the tables first, then what is asked, then [`AsOf`](crate::AsOf).

mod actors;
mod agenda;
mod brief;
mod changes;
mod cite;
mod compare;
mod documents;
mod explain;
mod issue;
mod ledger;
mod mechanisms;
mod meeting;
mod meetings;
mod positions;
mod relation;
mod search;
mod who;

pub use actors::{ActorLine, ActorsView, TenureLine, actors};
pub use agenda::{AgendaView, DueLine, agenda};
pub use brief::{BriefLine, BriefView, Footnote, brief};
pub use changes::{AccountChange, ChangesView, FormulaChange, FormulaMove, StageChange, changes};
pub use cite::{CiteView, cite};
pub use compare::{CompareView, ComparedPair, ComparedPoint, Difference, compare};
pub use documents::{DocumentCounts, DocumentLine, DocumentsView, LinkLine, documents};
pub use explain::{ExplainView, MemberLine, ReasonLine, explain};
pub use issue::{IssueView, TermLine, issue};
pub use ledger::{LedgerView, ledger};
pub use mechanisms::{MechanismLine, MechanismsView, Overdue, mechanisms};
pub use meeting::{AccountLine, MeetingView, PointLine, StatementLine, meeting};
pub use meetings::{MeetingsView, meetings};
pub use positions::{PositionsView, SidePositions, positions};
pub use relation::{GapLine, RelationView, SideNames, relation, relation_within};
pub use search::{Hit, HitLine, SearchView, search};
pub use who::{ConflictLine, HolderLine, WhoView, who};
