//! The respondent's way through the table of pages: from the link to thanks, and every wrong turn.

use std::collections::BTreeMap;

use ayeneh_app::{
    routes,
    routing::{Fields, Method, Request, Response},
};
use ayeneh_core::{
    both_engines,
    intake::seal,
    testing::{OpenSurvey, TestCore},
};
use ayeneh_domain::bilingual::Locale;

/// Asks for the page of a link, or sends its form; status and document.
async fn ask(t: &TestCore, token: &str, form: Option<&[(&str, &str)]>) -> (u16, String) {
    let method = if form.is_some() { Method::Post } else { Method::Get };
    let mut all = routes::all().into_iter();
    let route = all.find(|route| route.path == "/r/{token}" && route.method == method).expect("the route");
    let fields = form.unwrap_or_default().iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let request = Request {
        core: t.core.clone(),
        signed_in: None,
        locale: Locale::En,
        theme: "auto".into(),
        path: format!("/r/{token}"),
        parts: BTreeMap::from([("token".to_owned(), token.to_owned())]),
        query: Fields::default(),
        form: Fields(fields.collect()),
        files: Vec::new(),
        session_token: None,
        development: false,
        assets_version: "1",
    };
    match (route.run)(request).await.expect("a page") {
        Response::Page { status, html } => (status, html),
        other => panic!("no page: {other:?}"),
    }
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

both_engines!(the_whole_way_ends_with_thanks_and_a_receipt, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (status, mut html) = ask(&t, &survey.token, None).await;
    assert_eq!(status, 200);
    assert!(html.contains("lang=\"fa\" dir=\"rtl\"") && html.contains("بخش ۱ از ۹"), "the person's language");
    assert!(html.contains("قول یک") && html.contains("به شش ماه گذشته فکر کنید"), "promise and intro");
    let mut fields = entered(&html);
    for section in 1..9 {
        // One answer, then the reminder, then on.
        let key = format!("{}.1", ayeneh_domain::questionnaire::ELEMENTS[section - 1]);
        (_, html) = ask(&t, &survey.token, Some(&with(&fields, &[(&key, "۴"), (":go", "next")]))).await;
        assert!(html.contains("بی‌جواب مانده است"), "reminded in section {section}");
        fields = entered(&html);
        (_, html) = ask(&t, &survey.token, Some(&with(&fields, &[(":go", "next")]))).await;
        fields = entered(&html);
    }
    assert!(html.contains("بخش ۹ از ۹") && html.contains("فرستادن پاسخ"));
    let outcomes =
        [("recommend", "9"), ("satisfaction", "4"), ("effort", "6"), ("comment", "خوب بود"), (":go", "send")];
    let last = with(&fields, &outcomes);
    let (status, thanks) = ask(&t, &survey.token, Some(&last)).await;
    assert_eq!(status, 200);
    let receipt = fields.iter().find(|(name, _)| name == ":receipt").expect("a receipt").1.clone();
    assert!(thanks.contains("رسید. نتیجه را که ببینیم") && thanks.contains(&receipt));
    let response = seal::open(&survey.sealed(&t).await[0]).expect("opens");
    assert_eq!(response.answers.len(), 12);
    assert_eq!(response.answers["speed.1"].score(), Some(4));

    // Sent once more, as after a lost reply: the same receipt, nothing stored twice.
    let (status, again) = ask(&t, &survey.token, Some(&last)).await;
    assert_eq!((status, again.contains(&receipt)), (200, true));
    assert_eq!(survey.sealed(&t).await.len(), 1);
    assert_eq!(ask(&t, &survey.token, None).await.0, 410);
});

both_engines!(another_language_keeps_what_was_entered, |t| {
    let survey = OpenSurvey::new(&t).await;
    let fields = entered(&ask(&t, &survey.token, None).await.1);
    let chosen = [("reach.1", "2"), ("comment", "<b>\"نقل\" & حرف</b>"), (":go", "en")];
    let (status, html) = ask(&t, &survey.token, Some(&with(&fields, &chosen))).await;
    assert_eq!(status, 200);
    assert!(html.contains("lang=\"en\" dir=\"ltr\"") && html.contains("Section 1 of 9"));
    assert!(html.contains("The person I need at the company is easy to get hold of."));
    let kept = entered(&html);
    assert!(kept.contains(&("reach.1".into(), "2".into())));
    assert!(!html.contains("<b>\""), "what was entered is escaped");
    assert!(html.contains("&lt;b&gt;") || html.contains("&lt;b>"), "and kept");
});

both_engines!(wrong_answers_come_back_with_422_and_nothing_is_lost, |t| {
    let survey = OpenSurvey::new(&t).await;
    let fields = entered(&ask(&t, &survey.token, None).await.1);
    let long = "آ".repeat(2001);
    let wrong = [("reach.1", "9"), ("comment", long.as_str()), (":go", "next")];
    let (status, html) = ask(&t, &survey.token, Some(&with(&fields, &wrong))).await;
    assert_eq!(status, 422);
    assert!(html.contains("عددی از ۱ تا ۵ انتخاب کنید.") && html.contains(&long));
    let (status, html) = ask(&t, &survey.token, Some(&with(&fields, &[("no.such", "1"), (":go", "next")]))).await;
    assert_eq!((status, html.contains("با پرسشنامه نمی‌خواند")), (422, true));
    let (status, html) = ask(&t, &survey.token, Some(&[(":go", "send")])).await;
    assert_eq!((status, html.contains("not answered anything yet")), (422, true));
    assert!(survey.sealed(&t).await.is_empty());
});

both_engines!(every_dead_end_has_its_status_and_its_words, |t| {
    let survey = OpenSurvey::new(&t).await;
    let everything = [("reach.1", "4"), (":go", "send")];
    for forged in ["x", "AAAAAAAAAAAAAAAAAAAAAA"] {
        for form in [None, Some(&everything[..])] {
            let (status, html) = ask(&t, forged, form).await;
            assert_eq!((status, html.contains("This link does not open a survey.")), (404, true));
        }
    }
    survey.set_state(&t, "closed").await;
    for form in [None, Some(&everything[..])] {
        let (status, html) = ask(&t, &survey.token, form).await;
        assert_eq!(status, 410);
        assert!(html.contains("This survey has ended.") || html.contains("این نظرسنجی تمام شده است."));
    }
    survey.set_state(&t, "open").await;
    assert_eq!(ask(&t, &survey.token, Some(&everything)).await.0, 200);
    let (status, html) = ask(&t, &survey.token, Some(&[("reach.1", "1"), (":go", "send")])).await;
    assert_eq!((status, html.contains("This invitation was answered before.")), (409, true));
    assert_eq!(survey.sealed(&t).await.len(), 1);
});
