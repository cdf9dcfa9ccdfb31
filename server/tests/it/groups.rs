//! The group report of a cycle through the router, as a page and by a program; what it shows is tested in the core.

use ayeneh_core::Ctx;
use ayeneh_domain::permission::Right;
use serde_json::Value;

use crate::{
    api::{Program, json_of},
    app::on_both,
    plans::opened,
};

on_both!(a_group_report_hides_what_is_too_few_and_says_why, |app| {
    let hr = app.hr().await;
    let (cycle, subject, _) = opened(&app, &hr).await;
    let address = format!("{cycle}/group");
    assert!(hr.get(&format!("{cycle}/reports")).await.expect(200).has(&address), "the list of reports leads there");
    let shown = hr.get(&address).await.expect(200);
    assert!(shown.has("پنج گزارش لازم است"), "one report is no group");
    assert!(!shown.has("class=\"cell "), "no figure");
    hr.get(&format!("{address}?unit=x")).await.expect(404);
    hr.get(&format!("{address}?unit={}", subject.person)).await.expect(404);
    app.signed_in(&subject).await.get(&address).await.expect(403);

    let rights = |ctx: &Ctx| Right::ALL.iter().copied().filter(|right| ctx.may(*right)).collect::<Vec<_>>();
    let office = Program::new(&app, &app.test.ctx, &rights(&app.test.ctx)).await;
    let found: Value = json_of(&office.call("GET", &address, None, None).await.expect(200));
    let competencies = found["competencies"].as_array().expect("a list");
    assert!(!competencies.is_empty() && found.get("unit").is_none());
    for figure in competencies.iter().flat_map(|one| one["figures"].as_array().expect("figures")) {
        assert!(figure["figure"].get("value").is_none() && !figure.to_string().contains("\"n\":"), "{figure}");
    }
    let own = Program::new(&app, &subject, &rights(&subject)).await;
    own.call("GET", &address, None, None).await.expect(403);
});
