//! What respondents are promised, made from kind, mode and rules: a line each, stored with the survey and printed on
//! its release. It claims what this version keeps and no more; encryption and destroyed keys are not among it.

use ayeneh_domain::{
    disclosure::Rules,
    survey::{Kind, Mode},
};

use crate::{Locale, promises};

/// The promise of a survey.
pub fn of(locale: Locale, kind: Kind, mode: Mode, rules: &Rules) -> String {
    let (scores, comments) = (rules.scores(), rules.comments());
    let lines: Vec<String> = match (kind, mode) {
        (Kind::Historical, _) => vec![promises::historical(locale, scores)],
        (_, Mode::Identified) => vec![promises::identified(locale).to_owned()],
        // Until answers are encrypted and invitations separated from them, anonymous keeps what confidential keeps.
        (Kind::Cycle, Mode::Confidential | Mode::Anonymous) => vec![
            promises::named(locale).to_owned(),
            promises::pooled(locale, scores),
            promises::words(locale, comments),
            promises::used_link_review(locale).to_owned(),
            promises::limits_review(locale).to_owned(),
        ],
        (Kind::Wave | Kind::Assessment | Kind::Recovery, Mode::Confidential | Mode::Anonymous) => vec![
            promises::sealed(locale).to_owned(),
            promises::thresholds(locale, scores, comments),
            promises::used_link(locale).to_owned(),
            promises::limits(locale).to_owned(),
        ],
    };
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promise_names_the_thresholds_and_the_limit() {
        let promise = of(Locale::Fa, Kind::Wave, Mode::Confidential, &Rules::default());
        assert!(promise.contains("کمتر از ۵ نفر") && promise.contains("۱۰ نفر"), "{promise}");
        assert!(promise.contains("پایگاه داده"), "{promise}");
    }

    #[test]
    fn no_promise_claims_what_is_not_kept() {
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                for mode in Mode::ALL {
                    let promise = of(locale, *kind, *mode, &kind.rules());
                    for claim in ["رمز", "کلید", "encrypt", "key ", "anonym"] {
                        assert!(!promise.contains(claim), "{claim}: {promise}");
                    }
                }
            }
        }
    }

    #[test]
    fn self_and_manager_are_told_that_they_are_known() {
        let promise = of(Locale::En, Kind::Cycle, Mode::Confidential, &Rules::reviews());
        assert!(promise.starts_with("How you rate yourself and how the manager rates"));
        assert!(promise.contains("from 3 people"));
    }
}
