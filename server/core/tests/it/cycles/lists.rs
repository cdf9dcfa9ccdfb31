//! Before people rate: HR settles, subjects choose, managers approve, and nobody else gets in between.

use super::*;

both_engines!(what_is_settled_is_checked_and_kept, |t| {
    company(&t.ctx).await;
    let id = cycle(&t, "l1").await;
    let wrong = NewSettings {
        limits: [(Relationship::Peer, ("many".into(), "3".into()))].into(),
        most_reviews: "8".into(),
        nominate_until: "۱۴۰۵/۱۰/۱۵".into(),
        ..NewSettings::default()
    };
    let said = fields(settle(&t.ctx, id, &NewSettings { most_reviews: "0".into(), ..wrong }).await.expect_err("wrong"));
    assert_eq!(said, ["least_peer", "most_reviews", "nominate_until"], "all at once");
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
    let (one, two) = tokio::join!(approve(&manager, id, company.team[0]), approve(&t.ctx, id, company.team[0]));
    assert!(one.is_err() && two.is_err(), "approved already");
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
    let spelled =
        list(&as_person(&t, company.team[0]).await, id, company.team[0], "x1@narvan").await.expect("searches");
    assert!(spelled.suggestions.is_empty(), "addresses are not spelled out");
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
