//! The stop link through the router: opening changes nothing, one press stops, mail programs may press it themselves.

use axum::{
    body::Body,
    http::{Request, header},
};
use ayeneh_core::{
    customers::{Account, Contact, store},
    stop, surveys,
    testing::{closed_survey as made, organisation},
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    ids::{AccountId, ContactId, SurveyId},
    survey::Kind,
};
use serde_json::Value;
use tower::ServiceExt;

use crate::app::{App, on_both};

/// A launched wave: the account's page, the survey, the path of a contact's and of an employee's stop link.
async fn wave(app: &App) -> (String, SurveyId, String, String) {
    let ctx = &app.test.ctx;
    let unit = made::unit(ctx, "north", None).await;
    made::staff(ctx, unit, 1).await;
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "K".into(),
        name: "K".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit,
    };
    let contact = Contact {
        id: ContactId(ctx.core.new_id()),
        code: "K1".into(),
        account: account.id,
        name: "Jaleh".into(),
        email: "jaleh@customer.example".into(),
        locale: Locale::En,
        unit,
        active: true,
    };
    let mut tx = ctx.write().await.expect("a transaction");
    store::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
    store::put_contacts(&mut tx, ctx.organisation, &[contact], 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let new = surveys::NewSurvey {
        kind: Kind::Wave,
        title: Bilingual::new("پاییز <b>", "Autumn <b>"),
        period: "2026-11".into(),
        closes_on: "2026-12-01".into(),
        units: vec![unit],
        people: String::new(),
        ranking: None,
    };
    let id = surveys::create(ctx, &new).await.expect("a draft");
    surveys::launch(ctx, id).await.expect("launches");
    let links = surveys::links(ctx, id, 10, 0).await.expect("links");
    let of = |jaleh: bool| {
        let link = links.iter().find(|link| (link.name == "Jaleh") == jaleh).expect("is invited");
        stop::path(&ctx.core, link.invitation)
    };
    (format!("/customers/{}", account.id), id, of(true), of(false))
}

on_both!(opening_changes_nothing_and_one_press_does, |app| {
    let (account, survey, link, _) = wave(&app).await;
    let (visitor, hr) = (app.visitor(), app.hr().await);
    for _ in 0..2 {
        let page = visitor.get(&link).await.expect(200);
        assert!(page.has("lang=\"en\"") && page.has("<h1>No more mails from Narvan?</h1>"), "{}", page.html);
        assert!(page.has("value=\"stop\"") && page.has("neither asks nor shows whether you have answered"));
    }
    let said = "خواسته است به او نامه ننویسیم";
    assert!(!hr.get(&account).await.expect(200).has(said));
    let fa = visitor.get(&format!("{link}?language=fa")).await.expect(200);
    assert!(fa.has("dir=\"rtl\"") && fa.has("دیگر نامه نفرستید"));

    let done = visitor.post(&link, &[("act", "stop")]).await.expect(200);
    assert!(done.has("Narvan sends you no more mails.") && done.has("value=\"back\""));
    assert!(hr.get(&account).await.expect(200).has(said));
    let shown = hr.get(&format!("/surveys/{survey}")).await.expect(200);
    assert!(shown.has("۱ مخاطب پس از دعوت خواسته‌اند"), "{}", shown.html);
    let back = visitor.post(&link, &[("act", "back")]).await.expect(200);
    assert!(back.has("No more mails from Narvan?"));
    assert!(!hr.get(&account).await.expect(200).has(said));

    for forged in ["/stop/x".to_owned(), format!("{link}x"), link.replace("/stop/", "/stop/A")] {
        assert!(visitor.get(&forged).await.expect(404).has("این پیوند جایی را باز نمی‌کند."));
        visitor.post(&forged, &[]).await.expect(404);
    }
});

on_both!(a_mail_program_presses_by_itself_but_no_foreign_page_does, |app| {
    let (account, _, link, _) = wave(&app).await;
    let press = |site: Option<&'static str>| {
        let mut request = Request::post(&link)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site).header(header::ORIGIN, "https://evil.example");
        }
        let request = request.body(Body::from("List-Unsubscribe=One-Click")).expect("a request");
        app.router.clone().oneshot(request)
    };
    let said = "خواسته است به او نامه ننویسیم";
    let hr = app.hr().await;
    assert_eq!(press(Some("cross-site")).await.expect("never fails").status(), 403);
    assert!(!hr.get(&account).await.expect(200).has(said));
    let done = press(None).await.expect("never fails");
    assert_eq!((done.status().as_u16(), done.headers().get(header::LOCATION)), (200, None), "without a redirect");
    assert!(hr.get(&account).await.expect(200).has(said));
});

on_both!(an_employee_stops_reminders_and_hr_is_not_told, |app| {
    let (_, survey, _, link) = wave(&app).await;
    let (visitor, hr) = (app.visitor(), app.hr().await);
    let page = visitor.get(&link).await.expect(200);
    assert!(page.has("No reminders of “Autumn &lt;b&gt;”?"), "{}", page.html);
    let before = hr.get(&format!("/surveys/{survey}")).await.expect(200).html;
    visitor.post(&link, &[]).await.expect(200);
    assert_eq!(hr.get(&format!("/surveys/{survey}")).await.expect(200).html, before);
});

on_both!(a_program_reads_presses_and_takes_back, |app| {
    let (account, survey, link, _) = wave(&app).await;
    let call = async |method: &str| {
        let request = Request::builder().method(method).uri(format!("/api/v1{link}")).header("idempotency-key", "k");
        let page = app.visitor().send(request, Vec::new()).await.expect(200);
        serde_json::from_str::<Value>(&page.html).expect("JSON")
    };
    assert_eq!((&call("GET").await["stops"], &call("GET").await["stopped"]), (&"everything".into(), &false.into()));
    assert_eq!(call("POST").await["stopped"], true);
    let (_, token) = ayeneh_core::tokens::issue(&app.test.ctx, "test", ayeneh_domain::permission::Right::ALL, None)
        .await
        .expect("a token");
    let read = async |path: String| {
        let request = Request::get(format!("/api/v1{path}")).header(header::AUTHORIZATION, format!("Bearer {token}"));
        serde_json::from_str::<Value>(&app.visitor().send(request, Vec::new()).await.expect(200).html).expect("JSON")
    };
    let found = read(account.replace("/customers/", "/accounts/")).await;
    assert_eq!(found["contacts"][0]["stopped_on"], "2026-11-21");
    assert_eq!(read(format!("/surveys/{survey}/deliveries")).await["stopped"], 1);
    assert_eq!(call("DELETE").await["stopped"], false);
    let stranger = app.signed_in(&organisation(&app.test.core, "hr@other.example").await).await;
    stranger.get(&account).await.expect(404);
});
