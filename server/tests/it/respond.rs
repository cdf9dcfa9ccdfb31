//! The respondent's way through the table of pages: from the link to thanks, and every wrong turn.

use axum::http::{Request, header};
use ayeneh_core::{intake::seal::Opener, on_engine, respond::invited, testing::OpenSurvey};
use serde_json::{Value, json};

use crate::app::{App, on_both};

/// Asks for the page of a link, or sends its form; status and document.
async fn ask(app: &App, token: &str, form: Option<&[(&str, &str)]>) -> (u16, String) {
    let (visitor, path) = (app.visitor(), format!("/r/{token}"));
    let page = match form {
        None => visitor.get(&path).await,
        Some(fields) => visitor.post(&path, fields).await,
    };
    (page.status, page.html)
}

/// The form of a page as a browser would send it: hidden fields, chosen points, typed text.
fn entered(html: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    let inputs = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let sent = inputs.filter(|tag| tag.contains("type=\"hidden\"") || tag.contains(" checked"));
    sent.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?))).collect()
}

fn with<'a>(fields: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect()
}

on_both!(the_whole_way_ends_with_thanks_and_a_receipt, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let (status, mut html) = ask(&app, &survey.token, None).await;
    assert_eq!(status, 200);
    assert!(html.contains("lang=\"fa\" dir=\"rtl\"") && html.contains("بخش ۱ از ۹"), "the person's language");
    assert!(html.contains("قول یک") && html.contains("به شش ماه گذشته فکر کنید"), "promise and intro");
    let mut fields = entered(&html);
    for section in 1..9 {
        // One answer, then the reminder, then on.
        let key = format!("{}.1", ayeneh_domain::questionnaire::ELEMENTS[section - 1]);
        (_, html) = ask(&app, &survey.token, Some(&with(&fields, &[(&key, "۴"), (":go", "next")]))).await;
        assert!(html.contains("بی‌پاسخ مانده است"), "reminded in section {section}");
        fields = entered(&html);
        (_, html) = ask(&app, &survey.token, Some(&with(&fields, &[(":go", "next")]))).await;
        fields = entered(&html);
    }
    assert!(html.contains("بخش ۹ از ۹") && html.contains("فرستادن پاسخ"));
    let outcomes =
        [("recommend", "9"), ("satisfaction", "4"), ("effort", "6"), ("comment", "خوب بود"), (":go", "send")];
    let last = with(&fields, &outcomes);
    let (status, thanks) = ask(&app, &survey.token, Some(&last)).await;
    assert_eq!(status, 200);
    let receipt = fields.iter().find(|(name, _)| name == ":receipt").expect("a receipt").1.clone();
    assert!(thanks.contains("رسید؛ ممنون که وقت گذاشتید") && thanks.contains(&receipt));
    let asked = invited(&app.test.core, &survey.token).await.expect("invited").questionnaire;
    let response = Opener::new([&*asked]).open(&survey.sealed(&app.test).await[0]).expect("opens");
    assert_eq!(response.answers.len(), 12);
    assert_eq!(response.answers["speed.1"].score(), Some(4));

    // Sent once more, as after a lost reply: the same receipt, nothing stored twice.
    let (status, again) = ask(&app, &survey.token, Some(&last)).await;
    assert_eq!((status, again.contains(&receipt)), (200, true));
    assert_eq!(survey.sealed(&app.test).await.len(), 1);
    assert_eq!(ask(&app, &survey.token, None).await.0, 410);
});

on_both!(another_language_keeps_what_was_entered, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let fields = entered(&ask(&app, &survey.token, None).await.1);
    let chosen = [("reach.1", "2"), ("comment", "<b>\"نقل\" & حرف</b>"), (":go", "en")];
    let (status, html) = ask(&app, &survey.token, Some(&with(&fields, &chosen))).await;
    assert_eq!(status, 200);
    assert!(html.contains("lang=\"en\" dir=\"ltr\"") && html.contains("Section 1 of 9"));
    assert!(html.contains("The person I need at the company is easy to get hold of."));
    let kept = entered(&html);
    assert!(kept.contains(&("reach.1".into(), "2".into())));
    assert!(!html.contains("<b>\""), "what was entered is escaped");
    assert!(html.contains("&lt;b&gt;") || html.contains("&lt;b>"), "and kept");
});

on_both!(wrong_answers_come_back_with_422_and_nothing_is_lost, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let fields = entered(&ask(&app, &survey.token, None).await.1);
    let long = "آ".repeat(2001);
    let wrong = [("reach.1", "9"), ("comment", long.as_str()), (":go", "next")];
    let (status, html) = ask(&app, &survey.token, Some(&with(&fields, &wrong))).await;
    assert_eq!(status, 422);
    assert!(html.contains("عددی از ۱ تا ۵ انتخاب کنید.") && html.contains(&long));
    let (status, html) = ask(&app, &survey.token, Some(&with(&fields, &[("no.such", "1"), (":go", "next")]))).await;
    assert_eq!((status, html.contains("با پرسشنامه نمی‌خواند")), (422, true));
    let (status, html) = ask(&app, &survey.token, Some(&[(":go", "send")])).await;
    assert_eq!((status, html.contains("هنوز به هیچ پرسشی پاسخ نداده‌اید")), (422, true));
    assert!(survey.sealed(&app.test).await.is_empty());
});

on_both!(every_dead_end_has_its_status_and_its_words, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let everything = [("reach.1", "4"), (":go", "send")];
    for forged in ["x", "AAAAAAAAAAAAAAAAAAAAAA"] {
        for form in [None, Some(&everything[..])] {
            let (status, html) = ask(&app, forged, form).await;
            assert_eq!((status, html.contains("این پیوند نظرسنجی‌ای را باز نمی‌کند.")), (404, true));
        }
    }
    survey.set_state(&app.test, "closed").await;
    for form in [None, Some(&everything[..])] {
        let (status, html) = ask(&app, &survey.token, form).await;
        assert_eq!(status, 410);
        assert!(html.contains("این نظرسنجی تمام شده است."));
    }
    survey.set_state(&app.test, "open").await;
    assert_eq!(ask(&app, &survey.token, Some(&everything)).await.0, 200);
    let (status, html) = ask(&app, &survey.token, Some(&[("reach.1", "1"), (":go", "send")])).await;
    assert_eq!((status, html.contains("با این دعوت پیش‌تر پاسخ داده شده است.")), (409, true));
    assert_eq!(survey.sealed(&app.test).await.len(), 1);
});

/// Sends answers through the API; status and document.
async fn send(app: &App, token: &str, body: &Value) -> (u16, Value) {
    let request = Request::post(format!("/api/v1/respond/{token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT_LANGUAGE, "en");
    let page = app.visitor().send(request, body.to_string().into_bytes()).await;
    (page.status, serde_json::from_str(&page.html).expect("JSON"))
}

on_both!(a_program_can_read_what_is_asked_and_answer_once, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let page = app.visitor().get(&format!("/api/v1/respond/{}", survey.token)).await.expect(200);
    let asked: Value = serde_json::from_str(&page.html).expect("JSON");
    assert_eq!(asked["state"], "open");
    assert_eq!(asked["promise"]["en"], "First promise\nSecond promise");
    assert_eq!(asked["questionnaire"]["key"], "trust.employee");

    let answers = json!({ "reach.1": 4, "reach.2": { "na": true }, "comment": "خوب" });
    let (status, given) = send(&app, &survey.token, &json!({ "answers": answers })).await;
    assert_eq!((status, &given["stored"]), (201, &json!("now")));
    let again = json!({ "answers": answers, "receipt": given["receipt"] });
    let (status, repeated) = send(&app, &survey.token, &again).await;
    assert_eq!((status, &repeated["stored"], &repeated["receipt"]), (200, &json!("before"), &given["receipt"]));
    let (status, refused) = send(&app, &survey.token, &json!({ "answers": { "reach.1": 1 } })).await;
    assert_eq!((status, &refused["problems"][0]["message"]), (409, &json!("This invitation was answered before.")));
    assert_eq!(survey.sealed(&app.test).await.len(), 1);
});

on_both!(a_program_is_told_what_to_change, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let wrong = json!({ "answers": { "reach.1": 9, "no.such": 1, "satisfaction": "4", "recommend": { "na": true } } });
    let (status, problem) = send(&app, &survey.token, &wrong).await;
    assert_eq!(status, 422);
    let fields: Vec<_> = problem["problems"].as_array().expect("a list").iter().map(|p| p["field"].clone()).collect();
    assert_eq!(fields, ["no.such", "reach.1", "recommend", "satisfaction"]);
    for body in
        [json!({ "answers": {} }), json!({ "answers": { "reach.1": null } }), json!({}), json!({ "answers": [] })]
    {
        assert_eq!(send(&app, &survey.token, &body).await.0, 422, "{body}");
    }
    let other = json!({ "answers": { "reach.1": 4 }, "receipt": "12" });
    assert_eq!(send(&app, &survey.token, &other).await.0, 422);
    assert_eq!(send(&app, "AAAAAAAAAAAAAAAAAAAAAA", &json!({ "answers": { "reach.1": 4 } })).await.0, 404);
    survey.set_state(&app.test, "closed").await;
    let (status, closed) = send(&app, &survey.token, &json!({ "answers": { "reach.1": 4 } })).await;
    assert_eq!((status, &closed["problems"][0]["message"]), (409, &json!("This survey has ended.")));
    assert!(survey.sealed(&app.test).await.is_empty());
});

on_both!(answering_with_a_session_notes_nothing_about_who_is_signed_in, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let hr = app.hr().await;
    let seen = async || -> i64 {
        let mut tx = app.test.core.db.read().await.expect("a transaction");
        on_engine!(&mut tx, |c| sqlx::query_scalar("SELECT max(seen_at) FROM session").fetch_one(c).await)
            .expect("reads")
    };
    let before = seen().await;
    app.test.clock.advance(2 * 3_600_000);
    let path = format!("/r/{}", survey.token);
    let page = hr.get(&path).await.expect(200);
    let mut fields = entered(&page.html);
    fields.push(("reach.1".into(), "4".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    hr.post(&path, &fields).await.expect(200);
    assert_eq!(seen().await, before, "a session that was used when an answer came would tell whose it is");
    hr.get("/people").await.expect(200);
    assert!(seen().await > before, "elsewhere its use is noted");
});

on_both!(nobody_outside_sends_more_than_an_answer_can_be, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let long = "a".repeat(300 * 1024);
    for path in [format!("/r/{}", survey.token), "/sign-in".into()] {
        let page = app.visitor().post(&path, &[("comment", &long)]).await;
        assert!((400..500).contains(&page.status), "{path}: {}", page.status);
    }
});
