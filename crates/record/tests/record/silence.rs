//! What was read since, and says nothing of a promise.

use servanda_model::*;

use crate::support::*;

#[test]
fn silence_counts_what_takes_from_it() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits(
        "KEN GHA",
        "",
        "sign accord fisheries border",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    let (later, near) = ("have ties", "watch market fisheries border");
    archive.document("later").dated("2018-08-10").holds("KEN", "GHA", later, "welcomed", Ladder::Support, "KEN");
    archive.document("near").dated("2018-09-10").holds("KEN", "GHA", near, "welcomed", Ladder::Support, "KEN");
    let open = archive.document("of some day").time(on("2018-03"), TimeRole::Past, "March 2018");
    let open = open.time(on("2018-12"), TimeRole::Future, "in December 2018");
    open.holds("KEN", "GHA", later, "welcomed", Ladder::Support, "KEN");
    let record = archive.record();
    let thread = record.threads.iter().find(|t| t.action == "sign").unwrap();
    let silence = thread.silence.as_ref().unwrap();
    assert_eq!((silence.reports(), silence.near(), silence.unsure()), (1, 1, 1));
}

#[test]
fn a_report_that_may_be_older_is_no_later_report() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    archive.document("of some year").time(on("2017-03"), TimeRole::Past, "March 2017").holds(
        "KEN",
        "GHA",
        "have ties",
        "welcomed",
        Ladder::Support,
        "KEN",
    );
    assert_eq!(archive.record().threads[0].silence.as_ref().unwrap().reports(), 0);
}

#[test]
fn the_day_of_receipt_is_no_day_of_silence() {
    let mut archive = Archive::default();
    archive.document("undated").commits(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    assert_eq!(archive.record().threads[0].silence, None);
}
