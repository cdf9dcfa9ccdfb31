//! After it: the manager opens a report after a talk, and the talk is nobody else's.

use super::*;

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
    let only_answers = Ctx { scopes: Some([Right::Answer].into()), ..manager.clone() };
    let refused = results::report(&only_answers, id, company.leader).await;
    assert!(matches!(refused, Err(Error::NotFound)), "a token needs the right");
    assert!(matches!(results::report(&subject, id, company.leader).await, Err(Error::NotFound)));
    assert!(matches!(cycles::talk(&subject, id, company.leader).await, Err(Error::NotFound)), "not open yet");
    cycles::note(&manager, id, company.leader, Some(company.boss), " با مشتری آغاز کنیم ").await.expect("is kept");
    assert!(matches!(cycles::acknowledge(&subject, id).await, Err(Error::NotFound)));
    cycles::open_report(&manager, id, company.leader).await.expect("opens");
    cycles::open_report(&manager, id, company.leader).await.expect("changes nothing");
    assert!(!tasks(&manager).await.expect("tasks").iter().any(|task| matches!(task.kind, TaskKind::Talk(_))));

    results::report(&subject, id, company.leader).await.expect("reads it now");
    cycles::note(&subject, id, company.leader, Some(company.boss), "باشد").await.expect("is kept");
    cycles::acknowledge(&subject, id).await.expect("is noted");
    let seen = cycles::talk(&subject, id, company.leader).await.expect("the talk");
    assert_eq!((seen.mine.as_str(), seen.theirs.as_str()), ("باشد", "با مشتری آغاز کنیم"));
    assert!(seen.acknowledged_on.is_some() && !seen.may_open);
    let seen = cycles::talk(&manager, id, company.leader).await.expect("the talk");
    assert_eq!((seen.mine.as_str(), seen.theirs.as_str()), ("با مشتری آغاز کنیم", "باشد"));
    cycles::note(&manager, id, company.leader, Some(company.boss), "").await.expect("is removed");
    assert_eq!(cycles::talk(&subject, id, company.leader).await.expect("the talk").theirs, "");
    let long =
        cycles::note(&manager, id, company.leader, Some(company.boss), &"ا".repeat(4_001)).await.expect_err("too long");
    assert_eq!(fields(long), ["note"]);
});

both_engines!(a_talk_is_nobody_elses, |t| {
    let (company, id, subject, manager) = debriefing(&t).await;
    let others = [as_person(&t, company.team[0]).await, as_person(&t, company.stranger).await, t.ctx.clone()];
    for other in &others {
        assert!(matches!(cycles::talk(other, id, company.leader).await, Err(Error::NotFound)), "{}", other.name);
        assert!(matches!(cycles::note(other, id, company.leader, Some(company.boss), "x").await, Err(Error::NotFound)));
        assert!(matches!(cycles::open_report(other, id, company.leader).await, Err(Error::NotFound)));
    }
    cycles::note(&manager, id, company.leader, Some(company.boss), "میان ما").await.expect("is kept");
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
    assert_eq!(own.earlier.first().map(|one| one.theirs.as_str()), Some("میان ما"));
    let late = cycles::note(&subject, id, company.leader, Some(company.boss), "برای مدیر پیشین").await;
    assert!(matches!(late, Err(Error::Conflict(_))), "it would have gone to somebody else");
});

both_engines!(where_hr_opens_reports_the_manager_waits, |t| {
    let company = company(&t.ctx).await;
    let id = cycle(&t, "l1").await;
    let by_hr = NewSettings { gate: Gate::Hr, ..settings("۱۴۰۵/۰۹/۱۰") };
    settle(&t.ctx, id, &by_hr).await.expect("settles");
    for moved in [Move::AskForNominations, Move::AskForApprovals] {
        advance(&t.ctx, id, moved).await.expect("goes on");
    }
    launch(&t.ctx, id).await.expect("launches");
    let own = as_person(&t, company.leader).await;
    assert!(matches!(list(&own, id, company.leader, "").await, Err(Error::NotFound)), "names are HR's after choosing");
    assert!(matches!(advance(&t.ctx, id, Move::Release).await, Err(Error::Conflict(_))), "they still rate");
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
