//! Stop links on both engines: what they stop and for whom, that they can be taken back, and that they say nothing about
//! answers.

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{self, Account, Contact, store},
    intake::Receipt,
    mail::{self, State, Transport, deliver_due},
    random::SystemRandom,
    respond,
    secret::Purpose,
    stop::{Stops, inspect, path, stop, take_back},
    surveys::{self, Launched, NewSurvey},
    testing::{TestCore, closed_survey as made},
};
use ayeneh_domain::{
    answer::check_form,
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    ids::{AccountId, ContactId, InvitationId, SurveyId, UnitId},
    questionnaire::Side,
    survey::Kind,
};

use crate::smtp_sink::Sink;

const DAY_MS: i64 = 86_400_000;

/// A unit with five employees and an account with so many contacts.
async fn company(ctx: &Ctx, contacts: usize) -> (UnitId, AccountId) {
    let unit = made::unit(ctx, "north", None).await;
    made::staff(ctx, unit, 5).await;
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "K".into(),
        name: "K".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit,
    };
    let contacts: Vec<Contact> = (0..contacts)
        .map(|n| Contact {
            id: ContactId(ctx.core.new_id()),
            code: format!("K{n}"),
            account: account.id,
            name: format!("Contact {n}"),
            email: format!("k{n}@customer.example"),
            locale: Locale::En,
            unit,
            active: true,
        })
        .collect();
    let mut tx = ctx.write().await.expect("a transaction");
    store::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
    store::put_contacts(&mut tx, ctx.organisation, &contacts, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    (unit, account.id)
}

async fn launched(t: &TestCore, kind: Kind, unit: UnitId) -> (SurveyId, Launched) {
    let new = NewSurvey {
        kind,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "2026-11".into(),
        closes_on: "2026-12-20".into(),
        units: vec![unit],
        people: String::new(),
        ranking: None,
    };
    let id = surveys::create(&t.ctx, &new).await.expect("a draft");
    (id, surveys::launch(&t.ctx, id).await.expect("launches"))
}

/// The invitation of whoever has this name.
async fn invitation(t: &TestCore, survey: SurveyId, name: &str) -> InvitationId {
    let links = surveys::links(&t.ctx, survey, 100, 0).await.expect("links");
    links.iter().find(|link| link.name == name).expect("is invited").invitation
}

fn token(t: &TestCore, invitation: InvitationId) -> String {
    path(&t.core, invitation).trim_start_matches("/stop/").to_owned()
}

async fn send(t: &TestCore) -> Sink {
    let sink = Sink::start().await;
    deliver_due(&t.core, &Transport::smtp(&sink.url).expect("an address")).await.expect("delivers");
    sink
}

both_engines!(every_mail_that_asks_carries_a_link_that_stops, |t| {
    let (unit, _) = company(&t.ctx, 2).await;
    let (survey, _) = launched(&t, Kind::Wave, unit).await;
    let sink = send(&t).await;
    let to = |address: &str| sink.taken().into_iter().find(|mail| mail.recipient == address).expect("was sent");
    let mail = to("k0@customer.example");
    let address = format!("http://localhost:8080{}", path(&t.core, invitation(&t, survey, "Contact 0").await));
    assert_eq!(mail.head("List-Unsubscribe"), Some(format!("<{address}>")));
    assert_eq!(mail.head("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    for kind in ["text/plain", "text/html"] {
        let (_, body) = mail.part(kind);
        assert!(body.contains(&address) && body.contains("No more mails from"), "{body}");
    }
    let employee = sink.taken().into_iter().find(|mail| mail.recipient.ends_with("@narvan.example")).expect("was sent");
    assert!(employee.part("text/plain").1.contains("No reminders of this survey?"));
    let used: Vec<_> = sink.taken().iter().map(|mail| mail.head("List-Unsubscribe")).collect();
    assert!(used.iter().all(Option::is_some) && used.iter().enumerate().all(|(at, one)| !used[..at].contains(one)));
});

both_engines!(a_contact_who_stops_hears_nothing_until_it_is_taken_back, |t| {
    let (unit, account) = company(&t.ctx, 6).await;
    let (first, done) = launched(&t, Kind::Wave, unit).await;
    assert_eq!(done, Launched { mails: 11, skipped: 0 });
    let token = token(&t, invitation(&t, first, "Contact 3").await);
    let looked = inspect(&t.core, &token).await.expect("is ours");
    assert_eq!((&looked.stops, looked.is_stopped, looked.locale), (&Stops::Everything, false, Some(Locale::En)));
    assert!(!inspect(&t.core, &token).await.expect("is ours").is_stopped, "looking changes nothing");
    for _ in 0..2 {
        assert!(stop(&t.core, &token).await.expect("stops").is_stopped);
    }
    let detail = customers::find(&t.ctx, account).await.expect("is there");
    assert_eq!(detail.stopped.values().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-21"]);

    // The invitation had been waiting; the reminder is not even made.
    let sink = send(&t).await;
    assert!(sink.taken().len() == 10 && sink.taken().iter().all(|mail| mail.recipient != "k3@customer.example"));
    let found = mail::deliveries(&t.ctx, first).await.expect("reads");
    assert_eq!((found.stopped, found.counts.failed), (1, 1));
    assert!(found.troubled[0].trouble(Locale::En).is_some_and(|why| why.contains("asked not to be written to")));
    assert_eq!(mail::send_again(&t.ctx, first).await.expect("may"), 0);
    t.clock.advance(DAY_MS);
    assert_eq!(surveys::remind(&t.ctx, first).await.expect("reminds").mails, 10);

    let draft = NewSurvey {
        kind: Kind::Wave,
        title: Bilingual::new("زمستان", "Winter"),
        period: "2026-12".into(),
        closes_on: "2026-12-25".into(),
        units: vec![unit],
        people: String::new(),
        ranking: None,
    };
    let id = surveys::create(&t.ctx, &draft).await.expect("a draft");
    let shown = surveys::preview(&t.ctx, id).await.expect("a preview");
    assert_eq!((shown.skipped, shown.invited.get(&Side::Customer)), (1, Some(&5)));
    assert_eq!(surveys::launch(&t.ctx, id).await.expect("launches"), Launched { mails: 10, skipped: 1 });

    // An import of the same contacts does not bring mails back.
    let mut tx = t.ctx.write().await.expect("a transaction");
    store::put_contacts(&mut tx, t.ctx.organisation, &detail.contacts, 0).await.expect("puts");
    tx.commit().await.expect("commits");
    assert!(inspect(&t.core, &token).await.expect("is ours").is_stopped);

    assert!(!take_back(&t.core, &token).await.expect("comes back").is_stopped);
    assert_eq!(mail::send_again(&t.ctx, first).await.expect("may"), 1);
    assert_eq!(launched(&t, Kind::Wave, unit).await.1, Launched { mails: 11, skipped: 0 });
    assert!(customers::find(&t.ctx, account).await.expect("is there").stopped.is_empty());
});

both_engines!(a_stopped_rater_is_left_out_of_a_cycle, |t| {
    let (unit, _) = company(&t.ctx, 3).await;
    let (wave, _) = launched(&t, Kind::Wave, unit).await;
    let contact = token(&t, invitation(&t, wave, "Contact 1").await);
    let (_, before) = launched(&t, Kind::Cycle, unit).await;
    let cycle = NewSurvey {
        kind: Kind::Cycle,
        title: Bilingual::new("بازخورد", "Feedback"),
        period: "2026-12".into(),
        closes_on: "2026-12-25".into(),
        units: vec![unit],
        people: String::new(),
        ranking: None,
    };
    let id = surveys::create(&t.ctx, &cycle).await.expect("a draft");
    stop(&t.core, &contact).await.expect("stops");
    let shown = surveys::preview(&t.ctx, id).await.expect("a preview");
    assert_eq!(shown.skipped, 1, "one contact, however many would have been rated");
    let done = surveys::launch(&t.ctx, id).await.expect("launches");
    assert_eq!((done.skipped, done.mails), (1, before.mails - 1));
});

both_engines!(an_employee_stops_reminders_of_one_survey_and_nobody_sees_it, |t| {
    let (unit, _) = company(&t.ctx, 0).await;
    let (survey, _) = launched(&t, Kind::Assessment, unit).await;
    let (other, _) = launched(&t, Kind::Assessment, unit).await;
    send(&t).await;
    let links = surveys::links(&t.ctx, survey, 10, 0).await.expect("links");
    let own = token(&t, links[0].invitation);
    assert!(
        matches!(inspect(&t.core, &own).await.expect("is ours").stops, Stops::Reminders { title } if title.en == "Autumn")
    );
    stop(&t.core, &own).await.expect("stops");
    stop(&t.core, &own).await.expect("stops");
    // Somebody else has answered: HR must not be able to tell the two apart.
    let answered = links[1].address.rsplit('/').next().expect("an address has parts");
    let invited = respond::invited(&t.core, answered).await.expect("is invited");
    let answers = check_form(&invited.questionnaire, []).expect("right");
    invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("stored");

    t.clock.advance(DAY_MS);
    assert_eq!(surveys::remind(&t.ctx, survey).await.expect("reminds").mails, 5, "the number tells nothing");
    let sink = send(&t).await;
    assert_eq!(sink.taken().len(), 3);
    let found = mail::deliveries(&t.ctx, survey).await.expect("reads");
    assert!(found.counts.sent == 5 && found.troubled.is_empty() && found.stopped == 0, "the invitations alone");
    let states: Vec<State> = mail::latest(&t.ctx, 100, 0).await.expect("reads").iter().map(|mail| mail.state).collect();
    assert!(states.iter().all(|state| *state == State::Sent));

    assert_eq!(surveys::remind(&t.ctx, other).await.expect("reminds").mails, 5);
    assert_eq!(send(&t).await.taken().len(), 5, "of another survey they come");
    take_back(&t.core, &own).await.expect("comes back");
    t.clock.advance(DAY_MS);
    surveys::remind(&t.ctx, survey).await.expect("reminds");
    assert_eq!(send(&t).await.taken().len(), 4);
});

both_engines!(whether_somebody_has_answered_changes_nothing, |t| {
    let (unit, _) = company(&t.ctx, 2).await;
    let (survey, _) = launched(&t, Kind::Wave, unit).await;
    let links = surveys::links(&t.ctx, survey, 10, 0).await.expect("links");
    let contacts: Vec<_> = links.iter().filter(|link| link.name.starts_with("Contact")).collect();
    let answering = contacts[0].address.rsplit('/').next().expect("an address has parts");
    let invited = respond::invited(&t.core, answering).await.expect("is invited");
    let answers = check_form(&invited.questionnaire, []).expect("right");
    invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("stored");
    let mut seen = Vec::new();
    for contact in &contacts {
        let token = token(&t, contact.invitation);
        seen.push((inspect(&t.core, &token).await.expect("is ours"), stop(&t.core, &token).await.expect("stops")));
    }
    assert_eq!(seen[0], seen[1]);
    send(&t).await;
    let troubled = mail::deliveries(&t.ctx, survey).await.expect("reads").troubled;
    let states: Vec<_> = troubled.iter().map(|mail| (mail.state, mail.trouble(Locale::En))).collect();
    assert!(states.len() == 2 && states[0] == states[1], "{states:?}");
});

both_engines!(a_forged_link_stops_nothing_and_a_stop_link_opens_nothing_else, |t| {
    let (unit, _) = company(&t.ctx, 1).await;
    let (survey, _) = launched(&t, Kind::Wave, unit).await;
    let invitation = invitation(&t, survey, "Contact 0").await;
    let token = token(&t, invitation);
    let unknown = t.core.secret.carrying(Purpose::Stop, t.core.new_id());
    let other_purpose = t.core.secret.carrying(Purpose::Invitation, invitation.0);
    let answering = t.core.secret.token(Purpose::Invitation, invitation.0);
    for forged in ["", "x", &token[..43], &unknown, &other_purpose, &answering] {
        assert!(matches!(inspect(&t.core, forged).await, Err(Error::NotFound)), "{forged}");
        assert!(matches!(stop(&t.core, forged).await, Err(Error::NotFound)), "{forged}");
        assert!(matches!(take_back(&t.core, forged).await, Err(Error::NotFound)), "{forged}");
    }
    for part in [token.as_str(), &token[..22], &token[22..]] {
        assert!(matches!(respond::open(&t.core, part).await, Err(Error::NotFound)), "{part}");
    }
});
