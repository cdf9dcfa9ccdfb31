//! What the fixed words of the domain are called: roles, levels, relations, elements.

use ayeneh_domain::{
    customers::AccountKind,
    cycle::{Decline, ListState, Move, Phase},
    people::{Level, TenureBand},
    permission::{Right, Role},
    questionnaire::Side,
    relationship::Relationship,
    release::{Figure, HiddenReason},
};

use crate::{Locale, cycle, decline as declining, nominate, ui, words};

/// What a person is in the product.
pub const fn role(locale: Locale, role: Role) -> &'static str {
    match role {
        Role::Hr => words::role_hr(locale),
        Role::Manager => words::role_manager(locale),
        Role::Employee => words::role_employee(locale),
        Role::Executive => words::role_executive(locale),
        Role::Interviewer => words::role_interviewer(locale),
        Role::Administrator => words::role_administrator(locale),
    }
}

/// What a right lets one do.
pub const fn right(locale: Locale, right: Right) -> &'static str {
    match right {
        Right::PeopleView => words::right_people_view(locale),
        Right::PeopleManage => words::right_people_manage(locale),
        Right::CustomersView => words::right_customers_view(locale),
        Right::CustomersManage => words::right_customers_manage(locale),
        Right::QuestionnairesView => words::right_questionnaires_view(locale),
        Right::SurveysView => words::right_surveys_view(locale),
        Right::SurveysManage => words::right_surveys_manage(locale),
        Right::InvitationLinks => words::right_invitation_links(locale),
        Right::ResultsView => words::right_results_view(locale),
        Right::OwnReport => words::right_own_report(locale),
        Right::ReportsView => words::right_reports_view(locale),
        Right::ScorecardView => words::right_scorecard_view(locale),
        Right::MeasuresManage => words::right_measures_manage(locale),
        Right::Answer => words::right_answer(locale),
        Right::MailView => words::right_mail_view(locale),
        Right::Administer => words::right_administer(locale),
    }
}

/// Where a review cycle stands.
pub const fn phase(locale: Locale, phase: Phase) -> &'static str {
    match phase {
        Phase::Draft => cycle::phase_draft(locale),
        Phase::Nominating => cycle::phase_nominating(locale),
        Phase::Approving => cycle::phase_approving(locale),
        Phase::Rating => cycle::phase_rating(locale),
        Phase::Closed => cycle::phase_closed(locale),
        Phase::Debriefing => cycle::phase_debriefing(locale),
        Phase::Released => cycle::phase_released(locale),
        Phase::Archived => cycle::phase_archived(locale),
    }
}

/// The words of the button that takes a cycle on, and what is told when it is done. The survey's own steps have their
/// buttons on its page.
pub const fn cycle_move(locale: Locale, moved: Move) -> Option<(&'static str, &'static str)> {
    Some(match moved {
        Move::AskForNominations => (cycle::move_ask_for_nominations(locale), cycle::done_ask_for_nominations(locale)),
        Move::StopNominations => (cycle::move_stop_nominations(locale), cycle::done_stop_nominations(locale)),
        Move::AskForApprovals => (cycle::move_ask_for_approvals(locale), cycle::done_ask_for_approvals(locale)),
        Move::ReopenNominations => (cycle::move_reopen_nominations(locale), cycle::done_reopen_nominations(locale)),
        Move::Release => (cycle::move_release(locale), cycle::done_release(locale)),
        Move::Archive => (cycle::move_archive(locale), cycle::done_archive(locale)),
        Move::Restore => (cycle::move_restore(locale), cycle::done_restore(locale)),
        Move::Launch | Move::Close | Move::Publish => return None,
    })
}

/// Where a list of raters stands.
pub const fn list_state(locale: Locale, state: ListState) -> &'static str {
    match state {
        ListState::Choosing => nominate::state_choosing(locale),
        ListState::Sent => nominate::state_sent(locale),
        ListState::Returned => nominate::state_returned(locale),
        ListState::Approved => nominate::state_approved(locale),
    }
}

/// Why somebody cannot rate.
pub const fn decline(locale: Locale, reason: Decline) -> &'static str {
    match reason {
        Decline::HardlyKnow => declining::why_hardly_know(locale),
        Decline::Conflict => declining::why_conflict(locale),
        Decline::NoTime => declining::why_no_time(locale),
        Decline::Other => declining::why_other_words(locale),
    }
}

/// What an account is to the company.
pub const fn account_kind(locale: Locale, kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Customer => words::account_customer(locale),
        AccountKind::Supplier => words::account_supplier(locale),
    }
}

/// A person's level in the company.
pub const fn level(locale: Locale, level: Level) -> &'static str {
    match level {
        Level::Executive => words::level_executive(locale),
        Level::Manager => words::level_manager(locale),
        Level::Staff => words::level_staff(locale),
    }
}

/// How long somebody has been employed.
pub const fn tenure(locale: Locale, band: TenureBand) -> &'static str {
    match band {
        TenureBand::Under1 => words::tenure_under_1(locale),
        TenureBand::From1To3 => words::tenure_1_to_3(locale),
        TenureBand::From3To8 => words::tenure_3_to_8(locale),
        TenureBand::Over8 => words::tenure_over_8(locale),
    }
}

/// A side of the mirror, as a group of people.
pub const fn side(locale: Locale, side: Side) -> &'static str {
    match side {
        Side::Employee => words::side_employee(locale),
        Side::Customer => words::side_customer(locale),
    }
}

/// Raters by their relation to the subject of a 360° review.
pub const fn relationship(locale: Locale, relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Self_ => words::relationship_self(locale),
        Relationship::Manager => words::relationship_manager(locale),
        Relationship::Peer => words::relationship_peer(locale),
        Relationship::DirectReport => words::relationship_direct_report(locale),
        Relationship::OtherTeamMember => words::relationship_other_team_member(locale),
        Relationship::Customer => words::relationship_customer(locale),
        Relationship::Supplier => words::relationship_supplier(locale),
    }
}

/// One of the eight elements by its key; `None` for any other key.
pub fn element(locale: Locale, key: &str) -> Option<&'static str> {
    Some(match key {
        "reach" => words::element_reach(locale),
        "respond" => words::element_respond(locale),
        "inform" => words::element_inform(locale),
        "competence" => words::element_competence(locale),
        "speed" => words::element_speed(locale),
        "confidential" => words::element_confidential(locale),
        "follow_up" => words::element_follow_up(locale),
        "right_on_time" => words::element_right_on_time(locale),
        _ => return None,
    })
}

/// The same in a word, for the heads of narrow columns.
pub fn element_short(locale: Locale, key: &str) -> Option<&'static str> {
    Some(match key {
        "reach" => words::element_short_reach(locale),
        "respond" => words::element_short_respond(locale),
        "inform" => words::element_short_inform(locale),
        "competence" => words::element_short_competence(locale),
        "speed" => words::element_short_speed(locale),
        "confidential" => words::element_short_confidential(locale),
        "follow_up" => words::element_short_follow_up(locale),
        "right_on_time" => words::element_short_right_on_time(locale),
        _ => return None,
    })
}

/// Why a cell is hidden, in a line: the same on pages, in files and in the API.
pub fn hidden(locale: Locale, reason: &HiddenReason, figure: Figure) -> String {
    match (reason, figure) {
        (HiddenReason::TooFew { threshold }, Figure::Comments) => ui::hidden_few_writers(locale, *threshold),
        (HiddenReason::TooFew { threshold }, _) => ui::hidden_few(locale, *threshold),
        (HiddenReason::ProtectsSibling, _) => ui::hidden_sibling(locale).to_owned(),
        (HiddenReason::ItemHidden, _) => ui::hidden_item(locale).to_owned(),
        (HiddenReason::ProtectsAnswers, _) => ui::hidden_answers(locale).to_owned(),
        (HiddenReason::NotAsked, _) => ui::not_asked(locale).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::questionnaire::ELEMENTS;

    use super::*;

    #[test]
    fn every_element_has_a_name() {
        for locale in Locale::ALL {
            for key in ELEMENTS {
                assert!(element(locale, key).is_some(), "{key}");
                assert!(element_short(locale, key).is_some(), "{key}");
            }
        }
        assert_eq!(element(Locale::Fa, "nothing"), None);
    }
}
