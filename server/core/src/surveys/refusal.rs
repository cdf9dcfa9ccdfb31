//! Refusals in words: what to change, and beside which field.

use ayeneh_domain::survey::{
    launch::{LONGEST_DAYS, Refusal},
    raters::Misfit,
};
use ayeneh_text::{self as text, Locale, surveys as words};

use crate::{Error, Problem};

/// The problem that a refusal is.
pub(super) fn problem(refusal: Refusal) -> Problem {
    let field = |name: &str, said: fn(Locale) -> &'static str| Problem::field(name, |l| said(l).to_owned());
    match refusal {
        Refusal::NobodyInvited => field("units", words::nobody_invited),
        Refusal::ClosesInThePast => field("closes_on", words::closes_in_the_past),
        Refusal::ClosesTooLate => Problem::field("closes_on", |l| words::closes_too_late(l, LONGEST_DAYS)),
        Refusal::NoSubjects => field("units", words::no_subjects),
        Refusal::StillNominating => Problem::general(|l| text::cycle::still_nominating(l).to_owned()),
        Refusal::SubjectsWithoutRaters(n) => {
            Problem::general(|l| words::subjects_without_raters(l, usize::try_from(n).unwrap_or(usize::MAX)))
        }
    }
}

/// Why somebody cannot rate in a relation.
pub(super) fn misfit(locale: Locale, misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::NotTheSubject => words::misfit_not_the_subject(locale),
        Misfit::TheSubject => words::misfit_the_subject(locale),
        Misfit::ContactInside => words::misfit_contact_inside(locale),
        Misfit::PersonOutside => words::misfit_person_outside(locale),
    }
}

/// The survey is no draft any more.
pub(super) fn launched() -> Error {
    Error::conflict(|l| words::already_launched(l).to_owned())
}

/// The survey is not open.
pub(super) fn not_open() -> Error {
    Error::conflict(|l| words::not_open(l).to_owned())
}
