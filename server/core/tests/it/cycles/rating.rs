//! While people rate: raters decline, HR replaces, progress is counted; no answer is lost and no group padded.

use super::*;

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
    assert!(matches!(take_back(&t.core, token).await, Err(Error::Conflict(_))), "closed");
});

both_engines!(a_forwarded_link_that_is_declined_leads_to_no_other, |t| {
    company(&t.ctx).await;
    let id = cycle(&t, "l1 t0").await;
    launch(&t.ctx, id).await.expect("launches");
    let links = links(&t.ctx, id, 100, 0).await.expect("links");
    let both: Vec<&str> =
        links.iter().filter(|link| link.name == "شخص t1").filter_map(|link| link.address.rsplit('/').next()).collect();
    assert_eq!(both.len(), 2, "rates the leader and a colleague");
    decline(&t.core, both[0], Decline::NoTime, "").await.expect("declines");
    let opened = respond::open(&t.core, both[0]).await.expect("opens");
    assert!(matches!(opened, Opened::Declined(_)) && opened.face().further.is_empty());
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

/// One more customer of the unit, and the invitation of somebody with this name.
async fn another_customer(t: &TestCore, code: &str) -> ContactId {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let all = customers::contacts(&mut tx, t.ctx.organisation).await.expect("reads");
    let like = all.iter().find(|contact| contact.code == "K0").expect("a customer").clone();
    let email = format!("{code}@customer.example").to_lowercase();
    let new = Contact { id: ContactId(t.core.new_id()), code: code.into(), name: code.into(), email, ..like };
    customers::put_contacts(&mut tx, t.ctx.organisation, std::slice::from_ref(&new), 0).await.expect("adds");
    tx.commit().await.expect("commits");
    new.id
}

both_engines!(nobody_pads_a_group_while_people_rate, |t| {
    let company = company(&t.ctx).await;
    let id = cycle(&t, "l1").await;
    let limits = [
        (Relationship::OtherTeamMember, ("0".to_owned(), "0".to_owned())),
        (Relationship::Customer, ("0".to_owned(), "5".to_owned())),
    ];
    settle(&t.ctx, id, &NewSettings { limits: limits.into(), ..settings("") }).await.expect("settles");
    launch(&t.ctx, id).await.expect("launches");
    let [sixth, seventh] = [another_customer(&t, "K8").await, another_customer(&t, "K9").await];
    let add = |who| replace(&t.ctx, id, company.leader, who);
    assert_eq!(fields(add(RaterId::Contact(sixth)).await.expect_err("five of five")), ["rater"]);
    assert_eq!(fields(add(RaterId::Person(company.stranger)).await.expect_err("left out")), ["rater"]);
    let links = links(&t.ctx, id, 100, 0).await.expect("links");
    let one = links.iter().find(|link| link.name == "مخاطب K0").expect("is invited");
    let token = one.address.rsplit('/').next().expect("a token");
    decline(&t.core, token, Decline::NoTime, "").await.expect("declines");
    add(RaterId::Contact(sixth)).await.expect("in place of who declined");
    assert_eq!(fields(add(RaterId::Contact(seventh)).await.expect_err("one for one")), ["rater"]);
    assert_eq!(fields(add(RaterId::Person(company.stranger)).await.expect_err("left out")), ["rater"]);
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
