//! Review cycles through the router: settings, phases, choosing and approving raters, declining and replacing.

use ayeneh_core::{
    Ctx,
    people::{Person, store},
};
use ayeneh_domain::permission::Role;

use crate::app::{App, Browser, on_both};

/// A draft cycle over everybody: its page.
pub async fn cycle(hr: &Browser, people: &str) -> String {
    let fields = [
        ("title_fa", "پاییز"),
        ("title_en", "Autumn <b>"),
        ("period", "آبان ۱۴۰۵"),
        ("closes_on", "۱۴۰۵/۱۰/۱۵"),
        ("people", people),
    ];
    hr.post("/surveys/new/cycle", &fields).await.expect(303).location
}

/// An employee with a manager.
pub async fn report(app: &App, code: &str, manager: &Ctx) -> Ctx {
    let ctx = app.person(code, Role::Employee, None).await;
    let mut tx = ctx.write().await.expect("a transaction");
    let person = store::person(&mut tx, ctx.organisation, ctx.person).await.expect("reads").expect("is there");
    let person = Person { manager: Some(manager.person), ..person };
    store::put_people(&mut tx, ctx.organisation, &[person], 0).await.expect("is kept");
    tx.commit().await.expect("commits");
    ctx
}

pub fn id(page: &str) -> &str {
    page.strip_prefix("/surveys/").expect("the page of a survey")
}

const SETTINGS: [(&str, &str); 13] = [
    ("least_peer", "۱"),
    ("most_peer", "2"),
    ("least_direct_report", "0"),
    ("most_direct_report", "12"),
    ("least_other_team_member", "0"),
    ("most_other_team_member", "6"),
    ("least_customer", "0"),
    ("most_customer", "6"),
    ("least_supplier", "0"),
    ("most_supplier", "0"),
    ("most_reviews", "8"),
    ("gate", "manager"),
    ("nominate_until", "۱۴۰۵/۰۹/۱۰"),
];

on_both!(settings_with_problems_keep_what_was_typed, |app| {
    app.person("e1", Role::Employee, None).await;
    let hr = app.hr().await;
    let page = cycle(&hr, "e1").await;
    let settings = format!("/cycles/{}/settings", id(&page));
    assert!(hr.get(&page).await.expect(200).has(&settings), "the draft leads to its settings");
    assert!(hr.get(&settings).await.expect(200).has("تنظیم پاییز"));
    let mut wrong = SETTINGS;
    wrong[0].1 = "<b>چند";
    wrong[12].1 = "۱۴۰۵/۰۸/۰۱";
    let refused = hr.post(&settings, &wrong).await.expect(422);
    assert!(refused.has("value=\"&lt;b&gt;چند\"") && refused.has("id=\"least_peer-error\""));
    assert!(refused.has("value=\"۱۴۰۵/۰۸/۰۱\"") && refused.has("این روز گذشته است"));
    let saved = hr.post(&settings, &SETTINGS).await.expect(303);
    let shown = hr.get(&saved.location).await.expect(200);
    assert!(shown.has("ذخیره شد.") && shown.has("value=\"manager\" checked"));

    let preview = format!("{page}/preview");
    assert!(hr.get(&page).await.expect(200).has(&preview));
    let told = hr.get(&preview).await.expect(200);
    assert!(told.has("id=\"manager\"") && told.has("پس از گفت‌وگو با مدیر") && told.has("Choose who rates you"));
    let others = app.signed_in(&app.person("e3", Role::Employee, None).await).await;
    others.get(&preview).await.expect(403);

    hr.post(&page, &[("act", "ask_for_nominations")]).await.expect(303);
    hr.post(&settings, &SETTINGS).await.expect(409);
    assert!(hr.get(&settings).await.expect(200).has("disabled"));
    let employee = app.signed_in(&app.person("e2", Role::Employee, None).await).await;
    employee.get(&settings).await.expect(403);
    employee.post(&settings, &SETTINGS).await.expect(403);
    hr.get("/cycles/x/settings").await.expect(404);
});

on_both!(a_list_is_chosen_handed_back_and_approved, |app| {
    let manager = app.person("m1", Role::Employee, None).await;
    let subject = report(&app, "e1", &manager).await;
    for code in ["e2", "e3", "e4"] {
        report(&app, code, &manager).await;
    }
    let hr = app.hr().await;
    let page = cycle(&hr, "e1").await;
    hr.post(&format!("/cycles/{}/settings", id(&page)), &SETTINGS).await.expect(303);
    let asked = hr.post(&page, &[("act", "ask_for_nominations")]).await.expect(303);
    let shown = hr.get(&asked.location).await.expect(200);
    assert!(shown.has("خواسته شد ارزیاب‌هایشان را انتخاب کنند") && shown.has("aria-current=\"step\""));
    assert!(shown.has("هنوز انتخاب می‌کنند"), "the launch says what is in its way");

    let own = app.signed_in(&subject).await;
    let list = format!("/cycles/{}/nominations/{}", id(&page), subject.person);
    assert!(own.get("/").await.expect(200).has(&list), "home leads to it");
    assert!(own.get("/nominations").await.expect(200).has("Choose who rates you"));
    let shown = own.get(&list).await.expect(200);
    assert!(shown.has("Peers: one too many."), "three peers of at most two");
    assert!(own.post(&list, &[("act", "send")]).await.expect(422).has("Peers: one too many."));
    let (_, rest) = shown.html.split_once("name=\"remove\" value=\"").expect("somebody to take off");
    let gone = own.post(&list, &[("remove", &rest[..36])]).await.expect(303);
    assert!(own.get(&gone.location).await.expect(200).has("Taken off."));
    own.post(&list, &[("remove", "x")]).await.expect(422);
    own.post(&list, &[("add", "person:x")]).await.expect(422);
    let found = own.get(&format!("{list}?q=e4")).await.expect(200);
    assert!(found.has("e4") || found.has("Nobody found"));
    own.post(&list, &[("act", "approve")]).await.expect(409);
    own.post(&list, &[("act", "send")]).await.expect(303);

    let lead = app.signed_in(&manager).await;
    assert!(lead.get("/nominations").await.expect(200).has(&list));
    let refused = lead.post(&list, &[("act", "back"), ("note", "")]).await.expect(422);
    assert!(refused.has("id=\"note-error\""));
    lead.post(&list, &[("act", "back"), ("note", "یک <i>مشتری</i> کم است")]).await.expect(303);
    let back = own.get(&list).await.expect(200);
    assert!(back.has("یک &lt;i&gt;مشتری") && back.has("Your manager asks for a change:"));
    own.post(&list, &[("act", "send")]).await.expect(303);
    lead.post(&list, &[("act", "approve")]).await.expect(303);
    assert!(own.get(&list).await.expect(200).has("Your raters are approved."));

    let stranger = app.signed_in(&app.person("x1", Role::Manager, None).await).await;
    stranger.get(&list).await.expect(404);
    stranger.post(&list, &[("act", "approve")]).await.expect(404);
    let table = hr.get(&format!("{page}/raters")).await.expect(200);
    assert!(table.has(&subject.person.to_string()));
});

/// A launched cycle about `e1`, and the token of the link of `e2`.
async fn rating(app: &App, hr: &Browser) -> (String, String, Ctx) {
    let manager = app.person("m1", Role::Employee, None).await;
    let subject = report(app, "e1", &manager).await;
    report(app, "e2", &manager).await;
    let page = cycle(hr, "e1").await;
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    let links = hr.get(&format!("{page}/links")).await.expect(200);
    let (_, rest) = links.html.split_once("کارمند e2").expect("is invited");
    let (_, rest) = rest.split_once("/r/").expect("a link");
    (page, rest[..22].to_owned(), subject)
}

on_both!(a_rater_declines_without_an_account, |app| {
    let hr = app.hr().await;
    let (page, token, subject) = rating(&app, &hr).await;
    let visitor = app.visitor();
    let (link, decline) = (format!("/r/{token}"), format!("/r/{token}/decline"));
    assert!(visitor.get(&link).await.expect(200).has(&decline), "the first page leads there");
    assert!(visitor.get(&decline).await.expect(200).has("Why can you not rate"));
    assert!(visitor.post(&decline, &[]).await.expect(422).has("Choose a reason."));
    let words = visitor.post(&decline, &[("reason", "other"), ("note", "")]).await.expect(422);
    assert!(words.has("value=\"other\" checked") && words.has("id=\"note-error\""));
    visitor.post(&decline, &[("reason", "other"), ("note", "<b>تازه آمده‌ام")]).await.expect(303);
    let thanks = visitor.get(&link).await.expect(200);
    assert!(thanks.has("Thank you for saying so."));

    let raters = hr.get(&format!("{page}/raters")).await.expect(200);
    assert!(raters.has("&lt;b&gt;تازه") && raters.has("دلیل دیگر"));
    let list = format!("/cycles/{}/nominations/{}", id(&page), subject.person);
    assert!(raters.has(&list), "and the way to somebody else");
    let own = app.signed_in(&subject).await.get(&list).await.expect(200);
    assert!(own.has("The raters are settled.") && !own.has("کارمند e2"), "no names once people rate");
    let x = app.person("x1", Role::Employee, None).await;
    hr.post(&list, &[("add", &format!("person:{}", x.person))]).await.expect(303);
    hr.post(&list, &[("add", &format!("person:{}", x.person))]).await.expect(422);
    assert!(hr.get(&format!("{page}/links")).await.expect(200).has("کارمند x1"));

    visitor.post(&decline, &[("act", "back")]).await.expect(303);
    assert!(visitor.get(&link).await.expect(200).has("fieldset"));
    visitor.get("/r/forged/decline").await.expect(404);
    visitor.post("/r/forged/decline", &[("reason", "no_time")]).await.expect(404);
});

on_both!(ones_own_review_is_not_declined, |app| {
    let hr = app.hr().await;
    let (page, _, _) = rating(&app, &hr).await;
    let links = hr.get(&format!("{page}/links")).await.expect(200);
    let (_, rest) = links.html.split_once("کارمند e1").expect("is invited");
    let (_, rest) = rest.split_once("/r/").expect("a link");
    let own = format!("/r/{}", &rest[..22]);
    assert!(!app.visitor().get(&own).await.expect(200).has("/decline"));
    let away = app.visitor().get(&format!("{own}/decline")).await.expect(303);
    assert_eq!(away.location, own);
});

on_both!(the_two_talk_about_a_report, |app| {
    let hr = app.hr().await;
    let manager = app.person("m1", Role::Employee, None).await;
    let subject = report(&app, "e1", &manager).await;
    let page = cycle(&hr, "e1").await;
    hr.post(&format!("/cycles/{}/settings", id(&page)), &SETTINGS).await.expect(303);
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    let links = hr.get(&format!("{page}/links")).await.expect(200);
    for (_, rest) in links.html.match_indices("/r/").map(|(place, _)| links.html.split_at(place + 3)) {
        answer(&app, &rest[..22]).await;
    }
    hr.post(&page, &[("act", "close")]).await.expect(303);
    assert!(hr.get(&page).await.expect(200).has("گفت‌وگو"), "the phase");

    let (own, lead) = (app.signed_in(&subject).await, app.signed_in(&manager).await);
    let report = format!("/cycles/{}/reports/{}", id(&page), subject.person);
    let talk = format!("{report}/talk");
    assert!(lead.get("/").await.expect(200).has(&talk), "home leads the manager there");
    own.get(&talk).await.expect(404);
    assert!(lead.get(&report).await.expect(200).has(&talk));
    let shown = lead.get(&talk).await.expect(200);
    assert!(shown.has("value=\"open\""));
    own.post(&talk, &[("act", "open")]).await.expect(404);
    hr.get(&talk).await.expect(404);
    let with = manager.person.to_string();
    lead.post(&talk, &[("act", "note"), ("with", &with), ("note", "<b>یک</b>\r\nدو")]).await.expect(303);
    lead.post(&talk, &[("act", "note"), ("note", "برای که؟")]).await.expect(409);
    lead.post(&talk, &[("act", "x")]).await.expect(422);
    let long = "ا".repeat(4_001);
    assert!(
        lead.post(&talk, &[("act", "note"), ("with", &with), ("note", &long)])
            .await
            .expect(422)
            .has("id=\"note-error\"")
    );
    lead.post(&talk, &[("act", "open")]).await.expect(303);
    let shown = own.get(&talk).await.expect(200);
    assert!(shown.has("&lt;b&gt;یک&lt;/b&gt;") && shown.has("value=\"read\""));
    let read = own.post(&talk, &[("act", "read")]).await.expect(303);
    assert!(own.get(&read.location).await.expect(200).has("Noted."));
    lead.post(&talk, &[("act", "read")]).await.expect(422);
    hr.get(&talk).await.expect(404);
});

/// Answers with a link, the first thing of each question.
pub async fn answer(app: &App, token: &str) {
    let core = &app.test.core;
    let invited = ayeneh_core::respond::invited(core, token).await.expect("is invited");
    let keys: Vec<String> = invited.questionnaire.document().items().map(|item| item.key.clone()).collect();
    let scale = keys.iter().filter(|key| !key.contains("open")).map(|key| (key.as_str(), "4"));
    let answers = ayeneh_domain::answer::check_form(&invited.questionnaire, scale).expect("right");
    let receipt = ayeneh_core::intake::Receipt::draw(&ayeneh_core::random::SystemRandom);
    invited.submit(core, answers, receipt).await.expect("is stored");
}
