//! The outbox: every mail once, whatever a mail server does; and mails that say what they should.

use std::time::Duration;

use ayeneh_core::{
    Ctx, Error, both_engines,
    home::{Happening, home},
    mail::{
        self, Counts, Pass, Reminders, State, Transport, check_sender, deliver_due, enqueue_invitations,
        enqueue_reminders, enqueue_sign_in,
    },
    on_engine,
    people::{self, Person},
    secret::{Purpose, token_hash},
    testing::{TestCore, organisation},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, SurveyId},
    people::{Level, TenureBand},
};
use uuid::Uuid;

use crate::smtp_sink::{Behaviour, Sink, Stage};

const HOUR_MS: i64 = 3_600_000;

/// An open survey to which so many people are invited: `p0@narvan.example` and so on.
struct Launched {
    survey: SurveyId,
    invitations: Vec<Uuid>,
}

async fn person(ctx: &Ctx, name: &str, email: &str, locale: Locale) -> Person {
    let mut tx = ctx.write().await.expect("a transaction");
    let unit = people::store::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let id = PersonId(ctx.core.new_id());
    let person = Person {
        id,
        code: id.to_string(),
        name: name.into(),
        email: email.into(),
        unit,
        manager: None,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale,
        theme: "auto".into(),
        active: true,
    };
    people::store::insert_person(&mut tx, ctx.organisation, &person, ctx.core.now_ms()).await.expect("is new");
    tx.commit().await.expect("commits");
    person
}

async fn invite(ctx: &Ctx, survey: SurveyId, person: &Person) -> Uuid {
    const INVITE: &str = "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, person_id, unit_id, \
         token_hash) VALUES ($1, $2, $3, 'employee', 'employee', $4, $5, $6)";
    let id = ctx.core.new_id();
    let hash = token_hash(&ctx.core.secret.token(Purpose::Invitation, id));
    let mut tx = ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(INVITE)
        .bind(ctx.organisation.0)
        .bind(id)
        .bind(survey.0)
        .bind(person.id.0)
        .bind(person.unit.0)
        .bind(hash)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("is new");
    tx.commit().await.expect("commits");
    id
}

async fn launch(ctx: &Ctx, people: usize) -> Launched {
    const SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, \
         rules, promise_fa, promise_en, closes_on, created_at) VALUES ($1, $2, 'wave', 'open', 'موج هشتم', \
         'Wave eight', '2026-11', 'confidential', '{}', 'نام شما کنار پاسخ نیست.', 'No name is kept.', \
         '2026-11-23', 0)";
    let survey = SurveyId(ctx.core.new_id());
    let mut tx = ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(SURVEY).bind(ctx.organisation.0).bind(survey.0).execute(c).await.map(|_| ()))
        .expect("is new");
    tx.commit().await.expect("commits");
    let mut invitations = Vec::new();
    for number in 0..people {
        let email = format!("p{number}@narvan.example");
        let somebody = person(ctx, "سارا رضایی", &email, Locale::Fa).await;
        invitations.push(invite(ctx, survey, &somebody).await);
    }
    Launched { survey, invitations }
}

async fn send_invitations(t: &TestCore, launched: &Launched) -> u64 {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let mails = enqueue_invitations(&t.core, &mut tx, t.ctx.organisation, launched.survey).await.expect("enqueues");
    tx.commit().await.expect("commits");
    mails
}

async fn remind(t: &TestCore, launched: &Launched) -> u64 {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let Reminders { mails, .. } =
        enqueue_reminders(&t.core, &mut tx, t.ctx.organisation, launched.survey).await.expect("enqueues");
    tx.commit().await.expect("commits");
    mails
}

async fn set(ctx: &Ctx, sql: &'static str, survey: SurveyId) {
    let mut tx = ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(sql).bind(ctx.organisation.0).bind(survey.0).execute(c).await.map(|_| ()))
        .expect("changes");
    tx.commit().await.expect("commits");
}

fn server(sink: &Sink) -> Transport {
    Transport::smtp_with_patience(&sink.url, Duration::from_millis(400)).expect("an address")
}

fn recipients(sink: &Sink) -> Vec<String> {
    let mut all: Vec<String> = sink.taken().into_iter().map(|mail| mail.recipient).collect();
    all.sort();
    all
}

both_engines!(one_refused_address_stops_nobody_else, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 40).await);
    sink.script("p7@narvan.example", Behaviour::Answer(550));
    assert_eq!(send_invitations(&t, &launched).await, 40);
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(pass, Pass { sent: 39, refused: 1, ..Pass::default() });
    let found = mail::deliveries(&t.ctx, launched.survey).await.expect("may see");
    assert_eq!(found.counts, Counts { sent: 39, refused: 1, ..Counts::default() });
    assert_eq!(mail::overview(&t.ctx).await.expect("may see"), found.counts);
    assert_eq!(found.troubled.len(), 1);
    assert_eq!((found.troubled[0].address.as_str(), found.troubled[0].state), ("p7@narvan.example", State::Refused));
    assert!(found.troubled[0].trouble(Locale::En).is_some_and(|words| words.contains("550")));

    sink.script("p7@narvan.example", Behaviour::Accept);
    assert_eq!(mail::send_again(&t.ctx, launched.survey).await.expect("may"), 1);
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 1);
    let all = recipients(&sink);
    assert_eq!((all.len(), all.windows(2).all(|pair| pair[0] != pair[1])), (40, true), "each once");
});

both_engines!(only_an_answer_to_the_recipient_is_about_the_recipient, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 3).await);
    set(&t.ctx, "UPDATE survey SET closes_on = NULL WHERE organisation_id = $1 AND id = $2", launched.survey).await;
    sink.script("p0@narvan.example", Behaviour::Policy);
    send_invitations(&t, &launched).await;
    for trouble in [
        (Stage::Greeting, "554 no service today"),
        (Stage::Sender, "550 5.1.0 the sender is not ours"),
        (Stage::Data, "554 no valid recipients"),
        (Stage::Content, "552 more than we store"),
        (Stage::Content, "550 looks like spam"),
    ] {
        sink.trouble(Some(trouble));
        let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
        assert_eq!(pass, Pass { waiting: 3, ..Pass::default() }, "{trouble:?}");
        t.clock.advance(25 * HOUR_MS);
    }
    sink.trouble(None);
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(pass, Pass { sent: 2, waiting: 1, ..Pass::default() }, "policy is the server's, not the address's");
});

both_engines!(who_has_left_gets_nothing_more, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 4).await);
    let holder = |number: usize| format!("p{number}@narvan.example");
    let found = people::list(&t.ctx, &people::PeopleQuery { text: holder(0), ..Default::default() }).await;
    let first = found.expect("lists").people[0].id;
    people::leave(&t.ctx, first).await.expect("leaves");
    assert_eq!(send_invitations(&t, &launched).await, 3, "nothing is enqueued for who has left");
    let found = people::list(&t.ctx, &people::PeopleQuery { text: holder(1), ..Default::default() }).await;
    let second = found.expect("lists").people[0].id;
    people::leave(&t.ctx, second).await.expect("leaves");
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!((pass.sent, pass.failed), (2, 1), "what waited is not sent");
    let found = mail::deliveries(&t.ctx, launched.survey).await.expect("may see");
    assert!(found.troubled[0].trouble(Locale::En).is_some_and(|words| words.contains("left")));
    assert_eq!(mail::send_again(&t.ctx, launched.survey).await.expect("may"), 0);
    t.clock.advance(24 * HOUR_MS);
    assert_eq!(remind(&t, &launched).await, 2);
    people::come_back(&t.ctx, second).await.expect("is back");
    t.clock.advance(24 * HOUR_MS);
    assert_eq!(remind(&t, &launched).await, 3);
    assert_eq!(mail::send_again(&t.ctx, launched.survey).await.expect("may"), 1);
});

both_engines!(a_busy_or_silent_server_is_tried_again_later, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 6).await);
    sink.script("p1@narvan.example", Behaviour::Busy(2));
    sink.script("p2@narvan.example", Behaviour::Hang);
    // No authentication is no fault of the recipient.
    sink.script("p3@narvan.example", Behaviour::Answer(530));
    send_invitations(&t, &launched).await;
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(pass, Pass { sent: 3, waiting: 3, ..Pass::default() });
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers"), Pass::default(), "not before its time");

    sink.script("p2@narvan.example", Behaviour::Accept);
    sink.script("p3@narvan.example", Behaviour::Accept);
    t.clock.advance(61_000);
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(pass, Pass { sent: 2, waiting: 1, ..Pass::default() });
    t.clock.advance(301_000);
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 1);
    assert_eq!(recipients(&sink).len(), 6);
});

both_engines!(a_server_that_is_away_for_long_is_given_up_and_can_be_tried_again, |t| {
    let launched = launch(&t.ctx, 1).await;
    set(&t.ctx, "UPDATE survey SET closes_on = NULL WHERE organisation_id = $1 AND id = $2", launched.survey).await;
    send_invitations(&t, &launched).await;
    let away = Transport::smtp("smtp://127.0.0.1:1").expect("an address");
    for _ in 0..8 {
        assert_eq!(deliver_due(&t.core, &away).await.expect("delivers").waiting, 1);
        t.clock.advance(25 * HOUR_MS);
    }
    assert_eq!(deliver_due(&t.core, &away).await.expect("delivers").failed, 1);
    let sink = Sink::start().await;
    mail::send_again(&t.ctx, launched.survey).await.expect("may");
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 1);
});

both_engines!(two_workers_send_each_mail_once, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 60).await);
    send_invitations(&t, &launched).await;
    let (transport, other) = (server(&sink), server(&sink));
    let (one, two) = tokio::join!(deliver_due(&t.core, &transport), deliver_due(&t.core, &other));
    assert_eq!(one.expect("delivers").sent + two.expect("delivers").sent, 60);
    let all = recipients(&sink);
    assert_eq!((all.len(), all.windows(2).all(|pair| pair[0] != pair[1])), (60, true));
});

both_engines!(one_organisation_does_not_wait_for_another, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 200).await);
    send_invitations(&t, &launched).await;
    let other = organisation(&t.core, "hr@other.example").await;
    let somebody = person(&other, "Sara", "sara@other.example", Locale::En).await;
    let mut tx = other.write().await.expect("a transaction");
    enqueue_sign_in(&t.core, &mut tx, other.organisation, &somebody, t.core.new_id()).await.expect("enqueues");
    tx.commit().await.expect("commits");
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 201);
    let place = sink.taken().iter().position(|mail| mail.recipient == "sara@other.example").expect("was sent");
    assert!(place < 70, "it came as number {place}");
});

both_engines!(a_lost_reply_sends_the_same_message_again, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 1).await);
    sink.script("p0@narvan.example", Behaviour::CutAfterData);
    send_invitations(&t, &launched).await;
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    t.clock.advance(61_000);
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 1);
    let ids: Vec<_> = sink.taken().iter().map(|mail| mail.head("Message-ID")).collect();
    assert_eq!(ids.len(), 2, "the server did take it over both times");
    assert_eq!(ids[0], ids[1], "mail programs show them as one");
});

both_engines!(stopping_puts_back_what_was_not_begun, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 30).await);
    for number in 0..30 {
        sink.script(&format!("p{number}@narvan.example"), Behaviour::Hang);
    }
    send_invitations(&t, &launched).await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(mail::run(t.core.clone(), server(&sink), stopping));
    tokio::time::sleep(Duration::from_millis(150)).await;
    stop.send(true).expect("listens");
    tokio::time::timeout(Duration::from_secs(5), worker).await.expect("stops in time").expect("ends well");
    let found = mail::deliveries(&t.ctx, launched.survey).await.expect("may see");
    assert_eq!((found.counts.waiting, found.counts.sent), (30, 0));
    let begun = found.troubled.len();
    assert!((1..30).contains(&begun), "{begun} had begun");
    assert!(found.troubled.iter().all(|mail| mail.attempts == 1));
});

both_engines!(launching_twice_invites_once_and_reminders_leave_out_who_has_answered, |t| {
    const SPEND: &str = "INSERT INTO spent_token (organisation_id, survey_id, token_hash) VALUES ($1, $2, $3)";
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 3).await);
    assert_eq!(send_invitations(&t, &launched).await, 3);
    assert_eq!(send_invitations(&t, &launched).await, 0);
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(remind(&t, &launched).await, 0, "nobody gets two mails within twelve hours");

    let hash = token_hash(&t.core.secret.token(Purpose::Invitation, launched.invitations[1]));
    let mut tx = t.ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(SPEND)
        .bind(t.ctx.organisation.0)
        .bind(launched.survey.0)
        .bind(hash)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("is new");
    tx.commit().await.expect("commits");
    t.clock.advance(24 * HOUR_MS);
    assert_eq!(remind(&t, &launched).await, 3, "the outbox does not tell who is missing");
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 3);
    let reminded = sink.taken().split_off(3);
    assert_eq!(reminded.len(), 2);
    assert!(reminded.iter().all(|mail| mail.recipient != "p1@narvan.example"));
    assert_eq!(reminded[0].head("Subject").as_deref(), Some("یک روز مانده: موج هشتم"));
});

both_engines!(reminders_wait_for_the_next_hour_of_work, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 2).await);
    send_invitations(&t, &launched).await;
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    // Saturday 11:30 in Tehran, and twenty hours later it is half past seven.
    t.clock.advance(20 * HOUR_MS);
    let wanted = async || {
        let mut tx = t.ctx.write().await.expect("a transaction");
        let said = enqueue_reminders(&t.core, &mut tx, t.ctx.organisation, launched.survey).await.expect("enqueues");
        tx.commit().await.expect("commits");
        said
    };
    let said = wanted().await;
    assert_eq!((said.mails, said.due_at - t.core.now_ms()), (2, HOUR_MS / 2));
    assert_eq!(wanted().await.mails, 0, "they wait already");
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers"), Pass::default(), "nobody is at work yet");
    t.clock.advance(HOUR_MS / 2);
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").sent, 2);
    t.clock.advance(11 * HOUR_MS);
    assert_eq!(wanted().await.mails, 0, "they got one within twelve hours");
    t.clock.advance(2 * HOUR_MS);
    let said = wanted().await;
    assert_eq!((said.mails, said.due_at - t.core.now_ms()), (2, 11 * HOUR_MS), "in the evening, for the morning");
});

both_engines!(where_reminders_stand_is_told_to_nobody, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 3).await);
    send_invitations(&t, &launched).await;
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    let told = async || {
        let found = mail::deliveries(&t.ctx, launched.survey).await.expect("may see");
        (found.counts, found.troubled, mail::latest(&t.ctx, 50, 0).await.expect("may see"))
    };
    let before = told().await;
    t.clock.advance(24 * HOUR_MS);
    assert_eq!(remind(&t, &launched).await, 3);
    sink.script("p0@narvan.example", Behaviour::Busy(1));
    sink.script("p1@narvan.example", Behaviour::Answer(550));
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!((pass.sent, pass.refused), (1, 1), "one waits, one was refused, one was taken");
    assert_eq!(told().await, before, "else it would be seen who has not answered");
    assert_eq!(mail::send_again(&t.ctx, launched.survey).await.expect("may"), 0);
});

both_engines!(a_reminder_that_is_tried_again_is_counted_like_one_that_nobody_needed, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 2).await);
    send_invitations(&t, &launched).await;
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    t.clock.advance(24 * HOUR_MS);
    sink.script("p0@narvan.example", Behaviour::Busy(1000));
    assert_eq!(remind(&t, &launched).await, 2);
    for _ in 0..24 {
        deliver_due(&t.core, &server(&sink)).await.expect("delivers");
        t.clock.advance(HOUR_MS);
    }
    assert_eq!(remind(&t, &launched).await, 2, "only who has not answered is tried again: it must not be seen");
    let week = home(&t.ctx).await.expect("a home").week;
    let days: Vec<_> = week.iter().filter(|event| event.what == Happening::Reminded).map(|event| event.day).collect();
    assert_eq!(days.len(), 2, "one day for each time that somebody wished it: {days:?}");
});

both_engines!(a_closed_survey_sends_nothing_any_more, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 2).await);
    send_invitations(&t, &launched).await;
    set(&t.ctx, "UPDATE survey SET state = 'closed' WHERE organisation_id = $1 AND id = $2", launched.survey).await;
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!((pass.failed, sink.taken().len()), (2, 0));
    let found = mail::deliveries(&t.ctx, launched.survey).await.expect("may see");
    assert!(found.troubled[0].trouble(Locale::Fa).is_some_and(|words| words.contains("بسته شد")));
});

both_engines!(a_persian_mail_arrives_whole_and_right_to_left, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 1).await);
    send_invitations(&t, &launched).await;
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    let mail = sink.taken().remove(0);
    let link = format!("http://localhost:8080/r/{}", t.core.secret.token(Purpose::Invitation, launched.invitations[0]));
    assert_eq!(mail.head("Subject").as_deref(), Some("سه دقیقه وقت دارید؟ کار کردن در نارون از نگاه شما"));
    assert_eq!(mail.head("To").as_deref(), Some("سارا رضایی <p0@narvan.example>"));
    assert_eq!(mail.head("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert!(mail.raw.is_ascii(), "encoded for every mail server");
    for kind in ["text/plain", "text/html"] {
        let (heads, body) = mail.part(kind);
        assert!(heads.contains("charset=utf-8"), "{heads}");
        assert!(body.contains(&link) && body.contains("این پیوند تا دوشنبه ۲ آذر باز است."), "{body}");
        assert!(body.contains("نام شما کنار پاسخ نیست.") && !body.contains("بی‌نام"), "{body}");
    }
    assert!(mail.part("text/html").1.contains("<html lang=\"fa\" dir=\"rtl\">"));
});

both_engines!(names_cannot_add_recipients_or_heads, |t| {
    let sink = Sink::start().await;
    let launched = launch(&t.ctx, 0).await;
    let name = "سارا\r\nBcc: thief@evil.example\r\n\r\nBody\u{2028}X-Head: 1\0";
    let name = if t.core.db.engine() == "postgres" { name.trim_end_matches('\0') } else { name };
    let somebody = person(&t.ctx, name, "p0@narvan.example", Locale::En).await;
    invite(&t.ctx, launched.survey, &somebody).await;
    let wrong = person(&t.ctx, "x", "a@narvan.example\r\nRCPT TO:<thief@evil.example>", Locale::En).await;
    invite(&t.ctx, launched.survey, &wrong).await;
    send_invitations(&t, &launched).await;
    let pass = deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    assert_eq!(pass, Pass { sent: 1, failed: 1, ..Pass::default() });
    let taken = sink.taken();
    assert_eq!(recipients(&sink), ["p0@narvan.example"]);
    assert_eq!((taken[0].head("Bcc"), taken[0].head("X-Head")), (None, None));
    assert!(taken[0].head("To").is_some_and(|to| to.ends_with("<p0@narvan.example>")));
});

both_engines!(a_sign_in_link_overtakes_invitations_and_grows_old, |t| {
    let (sink, launched) = (Sink::start().await, launch(&t.ctx, 70).await);
    send_invitations(&t, &launched).await;
    t.clock.advance(1_000);
    let somebody = person(&t.ctx, "Sara", "sara@narvan.example", Locale::En).await;
    let link = t.core.new_id();
    let mut tx = t.ctx.write().await.expect("a transaction");
    enqueue_sign_in(&t.core, &mut tx, t.ctx.organisation, &somebody, link).await.expect("enqueues");
    enqueue_sign_in(&t.core, &mut tx, t.ctx.organisation, &somebody, t.core.new_id()).await.expect("enqueues");
    tx.commit().await.expect("commits");
    deliver_due(&t.core, &server(&sink)).await.expect("delivers");
    let place = sink.taken().iter().position(|mail| mail.recipient == "sara@narvan.example").expect("was sent");
    assert!(place < 20, "it came as number {place}");
    let address = format!("/enter/{}", t.core.secret.token(Purpose::SignIn, link));
    assert!(sink.taken().iter().any(|mail| mail.part("text/plain").1.contains(&address)));

    let mut tx = t.ctx.write().await.expect("a transaction");
    enqueue_sign_in(&t.core, &mut tx, t.ctx.organisation, &somebody, t.core.new_id()).await.expect("enqueues");
    tx.commit().await.expect("commits");
    t.clock.advance(HOUR_MS);
    assert_eq!(deliver_due(&t.core, &server(&sink)).await.expect("delivers").failed, 1);
});

#[tokio::test]
async fn a_wrong_configuration_is_said_before_anything_is_sent() {
    assert!(check_sender("Ayeneh <feedback@example.com>").is_ok() && check_sender("a@b.ir").is_ok());
    for wrong in ["", "Ayeneh", "a@b.ir\r\nBcc: c@d.ir"] {
        assert!(check_sender(wrong).is_err(), "{wrong:?}");
    }
    assert!(Transport::smtp("mail.example.com:25").is_err());
    let away = Transport::smtp("smtp://127.0.0.1:1").expect("an address").check().await;
    assert!(away.is_err_and(|error| error.to_string().contains("AYENEH_SMTP_URL")));
    assert!(server(&Sink::start().await).check().await.is_ok());
}

both_engines!(without_a_server_mails_are_files_and_previews_are_for_development_only, |t| {
    let launched = launch(&t.ctx, 2).await;
    send_invitations(&t, &launched).await;
    let folder = std::env::temp_dir().join(format!("ayeneh-mails-{}-{}", std::process::id(), t.core.db.engine()));
    let pass = deliver_due(&t.core, &Transport::folder(&folder).expect("a folder")).await.expect("delivers");
    assert_eq!(pass.sent, 2);
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("reads").flatten().map(|file| file.path()).collect();
    files.sort();
    assert!(files.len() == 2 && files.iter().all(|file| file.extension().is_some_and(|e| e == "eml")), "{files:?}");
    std::fs::remove_dir_all(&folder).expect("goes");
    let latest = mail::latest(&t.ctx, 10, 0).await.expect("may see");
    assert_eq!(latest.len(), 2);
    assert!(matches!(mail::preview(&t.ctx, latest[0].id).await, Err(Error::NotFound)));
});
