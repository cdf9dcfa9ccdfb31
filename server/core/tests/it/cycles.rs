//! Review cycles before and while people rate, on both engines: subjects choose, managers approve, raters decline, HR
//! replaces, and nobody else gets in between.

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{Account, Contact, store as customers},
    cycles::{
        self, Change, NewSettings, TaskKind, advance, advance_due, approve, change, count_progress, decline, declined,
        find, hand_back, list, progress, replace, send, settle, take_back, tasks,
    },
    intake::Receipt,
    mail,
    people::{Person, Unit, store as people},
    random::SystemRandom,
    respond::{self, Opened},
    results,
    surveys::{self, NewSurvey, close, create, launch, links, remind},
    testing::{TestCore, acting_as},
};
use ayeneh_domain::{
    answer::check_form,
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    cycle::{Chooser, Decline, Gate, ListState, Move, Phase},
    ids::{AccountId, ContactId, InvitationId, PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
    relationship::Relationship,
    survey::{Kind, raters::RaterId},
};
use uuid::Uuid;

const DAY_MS: i64 = 86_400_000;

/// A boss above a leader with six reports, a stranger in another unit, five customers and a supplier of the leader's unit.
struct Company {
    unit: UnitId,
    boss: PersonId,
    leader: PersonId,
    team: Vec<PersonId>,
    stranger: PersonId,
    customers: Vec<ContactId>,
}

fn person(id: Uuid, code: &str, unit: UnitId, manager: Option<PersonId>) -> Person {
    Person {
        id: PersonId(id),
        code: code.into(),
        name: format!("شخص {code}"),
        email: format!("{code}@narvan.example"),
        unit,
        manager,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: Locale::Fa,
        theme: "auto".into(),
        active: true,
    }
}

async fn company(ctx: &Ctx) -> Company {
    let core = &ctx.core;
    let mut tx = ctx.write().await.expect("a transaction");
    let top = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let [unit, elsewhere] = [(); 2].map(|()| UnitId(core.new_id()));
    for (id, code) in [(unit, "N"), (elsewhere, "S")] {
        let unit = Unit { id, code: code.into(), parent: Some(top), name: Bilingual::new("شعبه", code) };
        people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
    }
    let [boss, leader, stranger] = [(); 3].map(|()| PersonId(core.new_id()));
    let mut all = vec![person(boss.0, "b1", unit, None), person(leader.0, "l1", unit, Some(boss))];
    let team: Vec<PersonId> = (0..6).map(|_| PersonId(core.new_id())).collect();
    all.extend(team.iter().enumerate().map(|(n, id)| person(id.0, &format!("t{n}"), unit, Some(leader))));
    all.push(person(stranger.0, "x1", elsewhere, None));
    for person in &all {
        people::insert_person(&mut tx, ctx.organisation, person, 0).await.expect("adds");
        let grant = Grant { role: Role::Employee, unit: None };
        people::insert_grant(&mut tx, ctx.organisation, core.new_id(), person.id, grant).await.expect("gives");
    }
    let mut contacts = Vec::new();
    for (code, kind, count) in [("K", AccountKind::Customer, 5), ("L", AccountKind::Supplier, 1)] {
        let (id, name) = (AccountId(core.new_id()), format!("شرکت {code}"));
        let account = Account { id, code: code.into(), name, kind, segment: String::new(), unit };
        customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
        contacts.extend((0..count).map(|n| Contact {
            id: ContactId(core.new_id()),
            code: format!("{code}{n}"),
            account: id,
            name: format!("مخاطب {code}{n}"),
            email: format!("{code}{n}@customer.example").to_lowercase(),
            locale: Locale::En,
            unit,
            active: true,
        }));
    }
    customers::put_contacts(&mut tx, ctx.organisation, &contacts, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let customers = contacts.iter().take(5).map(|contact| contact.id).collect();
    Company { unit, boss, leader, team, stranger, customers }
}

/// A draft cycle that reviews the leader and the first of the team, with choosing until in ten days.
async fn nominating(t: &TestCore) -> (Company, SurveyId) {
    let company = company(&t.ctx).await;
    let id = cycle(t, "l1 t0").await;
    settle(&t.ctx, id, &settings("۱۴۰۵/۰۹/۱۰")).await.expect("settles");
    assert_eq!(advance(&t.ctx, id, Move::AskForNominations).await.expect("asks"), 2);
    (company, id)
}

async fn cycle(t: &TestCore, people: &str) -> SurveyId {
    let new = NewSurvey {
        kind: Kind::Cycle,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "۱۴۰۵/۱۰/۱۵".into(),
        units: Vec::new(),
        people: people.into(),
    };
    create(&t.ctx, &new).await.expect("a draft")
}

fn settings(until: &str) -> NewSettings {
    let limits =
        [(Relationship::Peer, "۳", "۴"), (Relationship::DirectReport, "0", "12"), (Relationship::Customer, "1", "6")];
    NewSettings {
        limits: limits.into_iter().map(|(of, least, most)| (of, (least.to_owned(), most.to_owned()))).collect(),
        most_reviews: "8".into(),
        gate: Gate::Manager,
        nominate_until: until.into(),
    }
}

async fn as_person(t: &TestCore, person: PersonId) -> Ctx {
    acting_as(&t.core, t.ctx.organisation, person).await
}

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.into_iter().filter_map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

async fn invitation(ctx: &Ctx, id: SurveyId, subject: PersonId, relationship: Relationship) -> InvitationId {
    let list = list(ctx, id, subject, "").await.expect("a list");
    let mut of = list.chosen.into_iter().filter(|one| one.relationship == relationship);
    of.next().expect("somebody of the relation").invitation
}

both_engines!(what_is_settled_is_checked_and_kept, |t| {
    company(&t.ctx).await;
    let id = cycle(&t, "l1").await;
    let wrong = NewSettings {
        limits: [(Relationship::Peer, ("many".into(), "3".into()))].into(),
        most_reviews: "8".into(),
        nominate_until: "۱۴۰۵/۱۰/۱۵".into(),
        ..NewSettings::default()
    };
    assert_eq!(fields(settle(&t.ctx, id, &wrong).await.expect_err("wrong")), ["least_peer", "nominate_until"]);
    let wrong = NewSettings {
        limits: [(Relationship::Peer, ("5".into(), "3".into())), (Relationship::Customer, ("1".into(), "51".into()))]
            .into(),
        most_reviews: "0".into(),
        nominate_until: "۱۴۰۵/۰۸/۲۰".into(),
        ..NewSettings::default()
    };
    let said = fields(settle(&t.ctx, id, &wrong).await.expect_err("wrong"));
    assert_eq!(said, ["least_peer", "most_customer", "most_reviews", "nominate_until"]);
    settle(&t.ctx, id, &settings("۱۴۰۵/۰۹/۱۰")).await.expect("settles");
    let kept = find(&t.ctx, id).await.expect("is there");
    assert_eq!((kept.phase, kept.settings.gate()), (Phase::Draft, Gate::Manager));
    assert_eq!(kept.settings.limits(Relationship::Peer).map(|limits| (limits.least, limits.most)), Some((3, 4)));
    assert_eq!(kept.nominate_until.expect("a day").to_string(), "2026-12-01");

    // Without a day nobody can be asked; once somebody is, nothing changes any more.
    settle(&t.ctx, id, &settings("")).await.expect("settles");
    assert!(matches!(advance(&t.ctx, id, Move::AskForNominations).await, Err(Error::Conflict(_))));
    settle(&t.ctx, id, &settings("۱۴۰۵/۰۹/۱۰")).await.expect("settles");
    advance(&t.ctx, id, Move::AskForNominations).await.expect("asks");
    assert!(matches!(settle(&t.ctx, id, &settings("")).await, Err(Error::Conflict(_))));
    advance(&t.ctx, id, Move::StopNominations).await.expect("takes it back");
    settle(&t.ctx, id, &settings("")).await.expect("settles again");
});

both_engines!(a_list_goes_from_the_subject_to_the_manager, |t| {
    let (company, id) = nominating(&t).await;
    let (subject, manager) = (as_person(&t, company.team[0]).await, as_person(&t, company.leader).await);
    let waits = tasks(&subject).await.expect("tasks");
    assert_eq!(waits.len(), 1);
    assert!(waits[0].is_due && matches!(waits[0].kind, TaskKind::Choose(Some(_))));

    let own = list(&subject, id, company.team[0], "").await.expect("the own list");
    assert!(own.may_change && own.chooser == Chooser::Subject);
    let peers = own.chosen.iter().filter(|one| one.relationship == Relationship::Peer).count();
    assert_eq!(peers, 5, "as the organisation suggests");
    let over = fields(send(&subject, id).await.expect_err("one too many"));
    assert_eq!(over, ["rater"]);
    let peer = invitation(&subject, id, company.team[0], Relationship::Peer).await;
    change(&subject, id, company.team[0], Change::Remove(peer)).await.expect("takes off");
    let manager_of = invitation(&subject, id, company.team[0], Relationship::Manager).await;
    let given = change(&subject, id, company.team[0], Change::Remove(manager_of)).await;
    assert_eq!(fields(given.expect_err("given")), ["rater"]);
    send(&subject, id).await.expect("hands over");
    assert!(matches!(send(&subject, id).await, Err(Error::Conflict(_))), "it lies with the manager");
    assert!(matches!(change(&subject, id, company.team[0], Change::Remove(manager_of)).await, Err(Error::Conflict(_))));

    let waits = tasks(&manager).await.expect("tasks");
    let due = waits.iter().filter(|task| task.is_due && matches!(task.kind, TaskKind::Approve(_))).count();
    assert_eq!(due, 1, "of the two lists the manager has to do with, one is to be approved");
    assert_eq!(fields(hand_back(&manager, id, company.team[0], " ").await.expect_err("no word")), ["note"]);
    hand_back(&manager, id, company.team[0], "یک مشتری کم است.").await.expect("hands back");
    let own = list(&subject, id, company.team[0], "").await.expect("the own list");
    assert_eq!((own.state, own.note.as_str(), own.may_change), (ListState::Returned, "یک مشتری کم است.", true));
    send(&subject, id).await.expect("hands over again");
    approve(&manager, id, company.team[0]).await.expect("approves");
    let own = list(&subject, id, company.team[0], "").await.expect("the own list");
    assert_eq!((own.state, own.note.as_str(), own.may_change), (ListState::Approved, "", false));
    let told = mail::latest(&t.ctx, 10, 0).await.expect("mails");
    assert_eq!(told.iter().filter(|mail| mail.kind == mail::MailKind::NominationReturned).count(), 1);
});

both_engines!(nobody_else_sees_a_list, |t| {
    let (company, id) = nominating(&t).await;
    for who in [company.team[1], company.stranger, company.boss] {
        let other = as_person(&t, who).await;
        assert!(matches!(list(&other, id, company.team[0], "").await, Err(Error::NotFound)), "{who}");
        assert!(matches!(approve(&other, id, company.team[0]).await, Err(Error::NotFound)));
        let add = Change::Add(RaterId::Person(who));
        assert!(matches!(change(&other, id, company.team[0], add).await, Err(Error::NotFound)));
        assert!(matches!(find(&other, id).await, Err(Error::Refused(_))));
        assert!(matches!(advance(&other, id, Move::AskForApprovals).await, Err(Error::Refused(_))));
    }
    let not_reviewed = as_person(&t, company.team[3]).await;
    assert!(matches!(list(&not_reviewed, id, company.team[3], "").await, Err(Error::NotFound)));
    assert!(tasks(&not_reviewed).await.expect("tasks").is_empty());
    let foreign = ayeneh_core::testing::organisation(&t.core, "hr@other.example").await;
    assert!(matches!(list(&foreign, id, company.team[0], "").await, Err(Error::NotFound)));
    assert!(matches!(find(&foreign, id).await, Err(Error::NotFound)));
});

both_engines!(raters_are_added_in_the_relation_that_is_theirs, |t| {
    let (company, id) = nominating(&t).await;
    let subject = as_person(&t, company.leader).await;
    let add = |who| change(&subject, id, company.leader, Change::Add(who));
    add(RaterId::Person(company.stranger)).await.expect("adds");
    let list_of = list(&subject, id, company.leader, "").await.expect("a list");
    let stranger = list_of.chosen.iter().find(|one| one.name == "شخص x1").expect("is on it");
    assert_eq!(stranger.relationship, Relationship::OtherTeamMember);
    for who in [company.stranger, company.leader, company.boss, company.team[1]] {
        let refused = add(RaterId::Person(who)).await.expect_err("is on it");
        assert_eq!(fields(refused), ["rater"], "{who}: on the list, as self, as manager, as report");
    }
    let unknown = add(RaterId::Contact(ContactId(Uuid::from_u128(9)))).await.expect_err("nobody");
    assert_eq!(fields(unknown), ["rater"]);
    let foreign = RaterId::Person(ayeneh_core::testing::organisation(&t.core, "hr@other.example").await.person);
    assert_eq!(fields(add(foreign).await.expect_err("of another organisation")), ["rater"]);

    let found = list(&subject, id, company.leader, "۱x").await.expect("searches");
    assert!(found.suggestions.is_empty());
    let near = list(&as_person(&t, company.team[0]).await, id, company.team[0], "x1").await.expect("searches");
    let found: Vec<_> = near.suggestions.iter().map(|one| (one.name.as_str(), one.rater.relationship)).collect();
    assert_eq!(found, [("شخص x1", Relationship::OtherTeamMember)]);
});

both_engines!(nobody_is_asked_for_more_reviews_than_settled, |t| {
    let company = company(&t.ctx).await;
    let id = cycle(&t, "t0 t1 t2").await;
    let settings =
        NewSettings {
            most_reviews: "2".into(), limits: std::collections::BTreeMap::new(), ..settings("۱۴۰۵/۰۹/۱۰")
        };
    settle(&t.ctx, id, &settings).await.expect("settles");
    advance(&t.ctx, id, Move::AskForNominations).await.expect("asks");
    let subject = as_person(&t, company.team[0]).await;
    let peer = invitation(&subject, id, company.team[0], Relationship::Peer).await;
    change(&subject, id, company.team[0], Change::Remove(peer)).await.expect("takes off");
    let list = list(&subject, id, company.team[0], "").await.expect("a list");
    let back = list.suggestions.iter().find(|one| one.rater.relationship == Relationship::Peer).expect("the peer");
    // Taken off here, the peer still rates the two others, or, being one of them, one other.
    let is_subject = [company.team[1], company.team[2]].map(RaterId::Person).contains(&back.rater.id);
    assert_eq!(back.cannot.is_none(), is_subject);
    let added = change(&subject, id, company.team[0], Change::Add(back.rater.id)).await;
    assert_eq!(added.is_ok(), is_subject);
});

both_engines!(choosing_ends_by_itself_and_managers_are_told_once, |t| {
    let (company, id) = nominating(&t).await;
    assert!(matches!(launch(&t.ctx, id).await, Err(Error::Invalid(_))), "they still choose");
    assert_eq!(advance_due(&t.core).await.expect("runs"), 0, "the day is not over");
    t.clock.advance(11 * DAY_MS);
    assert_eq!(advance_due(&t.core).await.expect("runs"), 1);
    assert_eq!(advance_due(&t.core).await.expect("runs"), 0);
    assert_eq!(find(&t.ctx, id).await.expect("is there").phase, Phase::Approving);
    let told = mail::latest(&t.ctx, 10, 0).await.expect("mails");
    let told = told.iter().filter(|mail| mail.kind == mail::MailKind::ApprovalAsked).count();
    assert_eq!(told, 2, "the manager of each subject, once");

    let subject = as_person(&t, company.team[0]).await;
    assert!(!list(&subject, id, company.team[0], "").await.expect("reads").may_change);
    let manager = as_person(&t, company.leader).await;
    assert!(list(&manager, id, company.team[0], "").await.expect("reads").may_change, "it was never handed over");
    let over = approve(&manager, id, company.team[0]).await.expect_err("five of four peers");
    assert_eq!(fields(over), ["rater"]);
    let peer = invitation(&manager, id, company.team[0], Relationship::Peer).await;
    change(&manager, id, company.team[0], Change::Remove(peer)).await.expect("takes off");
    approve(&manager, id, company.team[0]).await.expect("approves");
    advance(&t.ctx, id, Move::ReopenNominations).await.expect("lets them choose again");
    assert_eq!(find(&t.ctx, id).await.expect("is there").phase, Phase::Nominating);
});

both_engines!(a_move_that_does_not_follow_is_refused, |t| {
    let (_, id) = nominating(&t).await;
    for moved in [Move::AskForNominations, Move::ReopenNominations, Move::Archive, Move::Restore] {
        assert!(matches!(advance(&t.ctx, id, moved).await, Err(Error::Conflict(_))), "{moved:?}");
    }
    let (one, two) =
        tokio::join!(advance(&t.ctx, id, Move::AskForApprovals), advance(&t.ctx, id, Move::AskForApprovals));
    assert!(one.is_ok() != two.is_ok(), "once: {one:?} {two:?}");
    let wave = NewSurvey {
        kind: Kind::Wave,
        title: Bilingual::new("موج", "Wave"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "۱۴۰۵/۱۰/۱۵".into(),
        units: vec![surveys::choosable_units(&t.ctx).await.expect("units")[0].id],
        people: String::new(),
    };
    let wave = create(&t.ctx, &wave).await.expect("a draft");
    assert!(matches!(find(&t.ctx, wave).await, Err(Error::NotFound)), "no cycle");
    surveys::discard(&t.ctx, id).await.expect("a draft with lists and settings can be thrown away");
});

/// A launched cycle of the leader, and the tokens of its links by name of the rater.
async fn rating(t: &TestCore) -> (Company, SurveyId, Vec<(String, String)>) {
    let company = company(&t.ctx).await;
    let id = cycle(t, "l1").await;
    launch(&t.ctx, id).await.expect("launches");
    let links = links(&t.ctx, id, 100, 0).await.expect("links");
    let token = |address: &str| address.rsplit('/').next().expect("a token").to_owned();
    (company, id, links.iter().map(|link| (link.name.clone(), token(&link.address))).collect())
}

fn token_of<'a>(tokens: &'a [(String, String)], name: &str) -> &'a str {
    &tokens.iter().find(|(of, _)| of == name).expect("is invited").1
}

both_engines!(a_rater_declines_and_takes_it_back, |t| {
    let (_, id, tokens) = rating(&t).await;
    let token = token_of(&tokens, "شخص t1");
    let no_words = decline(&t.core, token, Decline::Other, "").await.expect_err("no words");
    assert_eq!(fields(no_words), ["note"]);
    let long = decline(&t.core, token, Decline::NoTime, &"ا".repeat(301)).await.expect_err("too long");
    assert_eq!(fields(long), ["note"]);
    decline(&t.core, token, Decline::HardlyKnow, "تازه آمده‌ام").await.expect("declines");
    assert!(matches!(respond::open(&t.core, token).await.expect("opens"), Opened::Declined(_)));
    let told = declined(&t.ctx, id).await.expect("reads");
    assert_eq!((told.len(), told[0].reason, told[0].note.as_str()), (1, Decline::HardlyKnow, "تازه آمده‌ام"));
    take_back(&t.core, token).await.expect("takes it back");
    take_back(&t.core, token).await.expect("changes nothing");
    assert!(matches!(respond::open(&t.core, token).await.expect("opens"), Opened::Ready(..)));
    assert!(declined(&t.ctx, id).await.expect("reads").is_empty());

    let own = token_of(&tokens, "شخص l1");
    assert!(matches!(decline(&t.core, own, Decline::NoTime, "").await, Err(Error::Conflict(_))), "the own review");
    let forged = decline(&t.core, "AAAAAAAAAAAAAAAAAAAAAA", Decline::NoTime, "").await;
    assert!(matches!(forged, Err(Error::NotFound)));
    close(&t.ctx, id).await.expect("closes");
    assert!(matches!(decline(&t.core, token, Decline::NoTime, "").await, Err(Error::Conflict(_))), "closed");
});

both_engines!(an_answer_that_was_begun_is_not_lost_by_declining, |t| {
    let (_, id, tokens) = rating(&t).await;
    let token = token_of(&tokens, "شخص t1");
    let invited = respond::invited(&t.core, token).await.expect("is invited");
    decline(&t.core, token, Decline::NoTime, "").await.expect("declines");
    let key = invited.questionnaire.document().items().next().expect("an item").key.clone();
    let answers = check_form(&invited.questionnaire, [(key.as_str(), "4")]).expect("right");
    invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("is stored");
    assert!(matches!(respond::open(&t.core, token).await.expect("opens"), Opened::Spent(_)));
    assert!(matches!(decline(&t.core, token, Decline::NoTime, "").await, Err(Error::Conflict(_))), "answered");
    assert_eq!(declined(&t.ctx, id).await.expect("reads").len(), 1, "what was said stays said");
});

both_engines!(whoever_declined_gets_no_reminder, |t| {
    let (_, id, tokens) = rating(&t).await;
    decline(&t.core, token_of(&tokens, "شخص t1"), Decline::NoTime, "").await.expect("declines");
    t.clock.advance(DAY_MS);
    remind(&t.ctx, id).await.expect("reminds");
    let folder = std::env::temp_dir().join(format!("ayeneh-decline-{}", std::process::id()));
    let transport = mail::Transport::folder(&folder).expect("a folder");
    mail::deliver_due(&t.core, &transport).await.expect("delivers");
    let mut to_declined = 0;
    let mut to_other = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("a mail");
        to_declined += usize::from(text.contains("To: ") && text.contains("t1@narvan.example"));
        to_other += usize::from(text.contains("To: ") && text.contains("t2@narvan.example"));
    }
    std::fs::remove_dir_all(&folder).expect("removes");
    assert_eq!((to_declined, to_other), (0, 2), "neither the waiting invitation nor the reminder");
});

both_engines!(hr_replaces_who_declined, |t| {
    let (company, id, tokens) = rating(&t).await;
    decline(&t.core, token_of(&tokens, "شخص t1"), Decline::Conflict, "").await.expect("declines");
    let before = mail::deliveries(&t.ctx, id).await.expect("reads").counts.waiting;
    replace(&t.ctx, id, company.leader, RaterId::Person(company.stranger)).await.expect("adds");
    let twice = replace(&t.ctx, id, company.leader, RaterId::Person(company.stranger)).await.expect_err("is there");
    assert_eq!(fields(twice), ["rater"]);
    assert_eq!(mail::deliveries(&t.ctx, id).await.expect("reads").counts.waiting, before + 1, "is invited at once");
    let links = links(&t.ctx, id, 100, 0).await.expect("links");
    let link = links.iter().find(|link| link.name == "شخص x1").expect("has a link");
    let token = link.address.rsplit('/').next().expect("a token");
    assert!(matches!(respond::open(&t.core, token).await.expect("opens"), Opened::Ready(..)));
    let employee = as_person(&t, company.team[0]).await;
    let refused = replace(&employee, id, company.leader, RaterId::Person(company.stranger)).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    close(&t.ctx, id).await.expect("closes");
    let late = replace(&t.ctx, id, company.leader, RaterId::Contact(company.customers[0])).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
});

both_engines!(progress_is_counted_once_a_day_in_steps, |t| {
    let (_, id, tokens) = rating(&t).await;
    for n in 0..6 {
        let token = token_of(&tokens, &format!("شخص t{n}"));
        let invited = respond::invited(&t.core, token).await.expect("is invited");
        let key = invited.questionnaire.document().items().next().expect("an item").key.clone();
        let answers = check_form(&invited.questionnaire, [(key.as_str(), "4")]).expect("right");
        invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("is stored");
    }
    let of = |all: &[cycles::Progress], relationship| {
        *all.iter().find(|one| one.relationship == relationship).expect("of it")
    };
    let before = progress(&t.ctx, id).await.expect("reads");
    assert_eq!(of(&before, Relationship::DirectReport).at_least, None);
    assert_eq!(count_progress(&t.core).await.expect("counts"), 1);
    assert_eq!(count_progress(&t.core).await.expect("counts"), 0, "once a day");
    let after = progress(&t.ctx, id).await.expect("reads");
    let reports = of(&after, Relationship::DirectReport);
    assert_eq!((reports.invited, reports.at_least), (6, Some(5)), "six of six, in steps");
    let own = of(&after, Relationship::Self_);
    assert!(!own.decision.is_shown() && own.at_least.is_none(), "one of one would be a name");
});

both_engines!(who_leaves_the_unit_of_hr_is_out_of_its_reach, |t| {
    let (company, id) = nominating(&t).await;
    let mut hr = t.ctx.clone();
    hr.person = company.stranger;
    hr.grants = vec![Grant { role: Role::Hr, unit: Some(company.unit) }];
    assert_eq!(list(&hr, id, company.team[0], "").await.expect("in reach").chooser, Chooser::Hr);
    let mut tx = t.ctx.write().await.expect("a transaction");
    let elsewhere =
        people::person(&mut tx, t.ctx.organisation, company.stranger).await.expect("reads").expect("is there").unit;
    drop(tx);
    hr.grants = vec![Grant { role: Role::Hr, unit: Some(elsewhere) }];
    assert!(matches!(list(&hr, id, company.team[0], "").await, Err(Error::NotFound)));
    assert!(matches!(find(&hr, id).await, Err(Error::NotFound)));
});

/// A cycle of the leader that is answered and released, whose reports managers open; as HR, and as the two.
async fn debriefing(t: &TestCore) -> (Company, SurveyId, Ctx, Ctx) {
    let company = company(&t.ctx).await;
    let id = cycle(t, "l1").await;
    settle(&t.ctx, id, &settings("")).await.expect("settles");
    launch(&t.ctx, id).await.expect("launches");
    for link in links(&t.ctx, id, 100, 0).await.expect("links") {
        let token = link.address.rsplit('/').next().expect("a token").to_owned();
        let invited = respond::invited(&t.core, &token).await.expect("is invited");
        let items: Vec<String> = invited.questionnaire.document().items().map(|item| item.key.clone()).collect();
        let scale = items.iter().filter(|key| !key.contains("open")).map(|key| (key.as_str(), "4"));
        let answers = check_form(&invited.questionnaire, scale).expect("right");
        invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("is stored");
    }
    close(&t.ctx, id).await.expect("closes");
    let (subject, manager) = (as_person(t, company.leader).await, as_person(t, company.boss).await);
    (company, id, subject, manager)
}

both_engines!(the_manager_opens_a_report_after_a_talk, |t| {
    let (company, id, subject, manager) = debriefing(&t).await;
    assert_eq!(find(&t.ctx, id).await.expect("is there").phase, Phase::Debriefing);
    let waits = tasks(&manager).await.expect("tasks");
    assert!(waits.iter().any(|task| task.is_due && matches!(task.kind, TaskKind::Talk(_))));
    results::report(&manager, id, company.leader).await.expect("reads it to prepare the talk");
    assert!(matches!(results::report(&subject, id, company.leader).await, Err(Error::NotFound)));
    assert!(matches!(cycles::talk(&subject, id, company.leader).await, Err(Error::NotFound)), "not open yet");
    cycles::note(&manager, id, company.leader, " با مشتری آغاز کنیم ").await.expect("is kept");
    assert!(matches!(cycles::acknowledge(&subject, id).await, Err(Error::NotFound)));
    cycles::open_report(&manager, id, company.leader).await.expect("opens");
    cycles::open_report(&manager, id, company.leader).await.expect("changes nothing");
    assert!(!tasks(&manager).await.expect("tasks").iter().any(|task| matches!(task.kind, TaskKind::Talk(_))));

    results::report(&subject, id, company.leader).await.expect("reads it now");
    cycles::note(&subject, id, company.leader, "باشد").await.expect("is kept");
    cycles::acknowledge(&subject, id).await.expect("is noted");
    let seen = cycles::talk(&subject, id, company.leader).await.expect("the talk");
    assert_eq!((seen.mine.as_str(), seen.theirs.as_str()), ("باشد", "با مشتری آغاز کنیم"));
    assert!(seen.acknowledged_on.is_some() && !seen.may_open);
    let seen = cycles::talk(&manager, id, company.leader).await.expect("the talk");
    assert_eq!((seen.mine.as_str(), seen.theirs.as_str()), ("با مشتری آغاز کنیم", "باشد"));
    cycles::note(&manager, id, company.leader, "").await.expect("is removed");
    assert_eq!(cycles::talk(&subject, id, company.leader).await.expect("the talk").theirs, "");
    let long = cycles::note(&manager, id, company.leader, &"ا".repeat(4_001)).await.expect_err("too long");
    assert_eq!(fields(long), ["note"]);
});

both_engines!(a_talk_is_nobody_elses, |t| {
    let (company, id, subject, manager) = debriefing(&t).await;
    let others = [as_person(&t, company.team[0]).await, as_person(&t, company.stranger).await, t.ctx.clone()];
    for other in &others {
        assert!(matches!(cycles::talk(other, id, company.leader).await, Err(Error::NotFound)), "{}", other.name);
        assert!(matches!(cycles::note(other, id, company.leader, "x").await, Err(Error::NotFound)));
        assert!(matches!(cycles::open_report(other, id, company.leader).await, Err(Error::NotFound)));
    }
    cycles::note(&manager, id, company.leader, "میان ما").await.expect("is kept");
    cycles::open_report(&manager, id, company.leader).await.expect("opens");
    for other in &others {
        assert!(matches!(cycles::talk(other, id, company.leader).await, Err(Error::NotFound)), "HR neither");
    }

    // A manager who comes later does not read what was said before; the subject still does.
    let mut tx = t.ctx.write().await.expect("a transaction");
    let leader = people::person(&mut tx, t.ctx.organisation, company.leader).await.expect("reads").expect("is there");
    let moved = Person { manager: Some(company.stranger), ..leader };
    people::put_people(&mut tx, t.ctx.organisation, &[moved], 0).await.expect("is kept");
    tx.commit().await.expect("commits");
    assert!(matches!(cycles::talk(&manager, id, company.leader).await, Err(Error::NotFound)));
    let later =
        cycles::talk(&as_person(&t, company.stranger).await, id, company.leader).await.expect("the manager now");
    assert_eq!((later.mine, later.theirs, later.earlier.len()), (String::new(), String::new(), 0));
    let own = cycles::talk(&subject, id, company.leader).await.expect("the talk");
    assert_eq!(own.earlier.first().map(|(_, _, manager)| manager.as_str()), Some("میان ما"));
});

both_engines!(where_hr_opens_reports_the_manager_waits, |t| {
    let company = company(&t.ctx).await;
    let id = cycle(&t, "l1").await;
    launch(&t.ctx, id).await.expect("launches");
    close(&t.ctx, id).await.expect("closes");
    let manager = as_person(&t, company.boss).await;
    assert!(matches!(results::report(&manager, id, company.leader).await, Err(Error::NotFound)));
    assert!(matches!(cycles::open_report(&manager, id, company.leader).await, Err(Error::NotFound)));
    assert!(tasks(&manager).await.expect("tasks").is_empty());
    for (moved, phase) in
        [(Move::Release, Phase::Released), (Move::Archive, Phase::Archived), (Move::Restore, Phase::Released)]
    {
        advance(&t.ctx, id, moved).await.expect("goes on");
        assert_eq!(find(&t.ctx, id).await.expect("is there").phase, phase);
    }
});
