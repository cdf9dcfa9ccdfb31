//! Launching through the router: form, preview, launch, what is to be answered, raters, closing.

use ayeneh_domain::permission::Role;

use crate::app::{App, Browser, on_both};

/// The identifier of the company's unit, as the form offers it.
async fn unit(hr: &Browser) -> String {
    let form = hr.get("/surveys/new/wave").await.expect(200).html;
    let (_, rest) = form.split_once("name=\"unit\" value=\"").expect("a box");
    rest[..36].to_owned()
}

async fn staff(app: &App, n: usize) {
    for n in 0..n {
        app.person(&format!("e{n}"), Role::Employee, None).await;
    }
}

fn typed<'a>(unit: &'a str, closes_on: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("title_fa", "پاییز <b>"),
        ("title_en", "Autumn"),
        ("period", "آبان ۱۴۰۵"),
        ("closes_on", closes_on),
        ("unit", unit),
    ]
}

/// Makes a draft and returns its page.
async fn draft(hr: &Browser, kind: &str) -> String {
    let unit = unit(hr).await;
    let made = hr.post(&format!("/surveys/new/{kind}"), &typed(&unit, "۱۴۰۵/۰۹/۱۵")).await.expect(303);
    assert!(made.location.starts_with("/surveys/"));
    made.location
}

on_both!(a_wave_goes_from_the_form_to_its_release, |app| {
    staff(&app, 6).await;
    let hr = app.hr().await;
    assert!(hr.get("/surveys").await.expect(200).has("هنوز از کسی نپرسیده‌اید"));
    let page = draft(&hr, "wave").await;
    let shown = hr.get(&page).await.expect(200);
    assert!(shown.has("از ۷ کارمند و ۰ مشتری پرسیده می‌شود."));
    assert!(shown.has("کمتر از ۵ نفرش") && shown.has("آغاز و فرستادن ۷ نامه"));
    assert!(!shown.has("پاییز <b>"), "titles are escaped");

    let launched = hr.post(&page, &[("act", "launch")]).await.expect(303);
    assert!(hr.get(&launched.location).await.expect(200).has("۷ نامه در راه است."));
    hr.post(&page, &[("act", "launch")]).await.expect(409);
    assert!(hr.get("/surveys").await.expect(200).has("۷ دعوت"));

    let answers = hr.get("/answer").await.expect(200);
    assert!(answers.has("۱ پرسشنامه در انتظار"));
    let (_, rest) = answers.html.split_once("href=\"/r/").expect("a link");
    hr.get(&format!("/r/{}", &rest[..22])).await.expect(200);
    let links = hr.get(&format!("{page}/links")).await.expect(200);
    assert_eq!(links.html.matches("/r/").count(), 7);

    let late = hr.post(&page, &[("act", "move"), ("closes_on", "۱۴۰۵/۰۸/۰۱")]).await.expect(422);
    assert!(late.has("این روز گذشته است") && late.has("۱۴۰۵/۰۸/۰۱"), "what was typed is kept");
    hr.post(&page, &[("act", "close")]).await.expect(303);
    assert!(hr.get(&page).await.expect(200).has("نتیجه منتشر شده"));
    hr.post(&page, &[("act", "remind")]).await.expect(409);
});

on_both!(a_form_with_problems_keeps_what_was_typed, |app| {
    let hr = app.hr().await;
    let page = hr.post("/surveys/new/assessment", &typed("", "۳۲ آذر")).await.expect(422);
    assert!(page.has("value=\"Autumn\"") && page.has("value=\"۳۲ آذر\""));
    assert!(page.has("id=\"units-error\"") && page.has("aria-invalid=\"true\""));
    hr.get("/surveys/new/historical").await.expect(404);
    hr.get("/surveys/new/x").await.expect(404);
    hr.get("/surveys/x").await.expect(404);
});

on_both!(raters_are_corrected_by_hand_and_by_file, |app| {
    staff(&app, 3).await;
    let hr = app.hr().await;
    let page = draft(&hr, "cycle").await;
    let raters = format!("{page}/raters");
    let table = hr.get(&raters).await.expect(200);
    let (_, rest) = table.html.split_once(&format!("href=\"{raters}/")).expect("a subject");
    let subject = format!("{raters}/{}", &rest[..36]);
    let added = hr.post(&subject, &[("rater", "e1"), ("relationship", "peer")]).await;
    assert!(added.status == 303 || added.has("همین حالا"), "{}", added.html);
    let wrong = hr.post(&subject, &[("rater", "x9"), ("relationship", "peer")]).await.expect(422);
    assert!(wrong.has("value=\"x9\""));
    let file = hr.get(&format!("{raters}.csv")).await.expect(200);
    assert_eq!(file.media_type, "text/csv; charset=utf-8");
    hr.upload(&raters, &[("act", "file")], &[("file", "raters.csv", file.html.as_bytes())]).await.expect(303);
    let broken = b"subject,rater,relationship\ne0,e9,peer\n";
    let refused = hr.upload(&raters, &[("act", "file")], &[("file", "raters.csv", broken)]).await.expect(422);
    assert!(refused.has("ردیف ۲"));
    hr.upload(&raters, &[("act", "file")], &[]).await.expect(422);
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    hr.post(&subject, &[("act", "out")]).await.expect(409);
});

on_both!(questionnaires_are_read_in_both_languages, |app| {
    let hr = app.hr().await;
    let list = hr.get("/questionnaires").await.expect(200);
    for questionnaire in ayeneh_domain::questionnaire::builtin::all() {
        assert!(list.has(&format!("href=\"/questionnaires/{}\"", questionnaire.key)));
        let page = hr.get(&format!("/questionnaires/{}", questionnaire.key)).await.expect(200);
        assert!(page.has("lang=\"en\" dir=\"ltr\""));
    }
    hr.get("/questionnaires/nothing").await.expect(404);
    let employee = app.signed_in(&app.person("e1", Role::Employee, None).await).await;
    employee.get("/questionnaires").await.expect(403);
    assert!(employee.get("/answer").await.expect(200).has("You have answered everything."));
});

on_both!(a_draft_is_changed_in_its_own_form_and_copied_into_a_new_one, |app| {
    staff(&app, 6).await;
    let hr = app.hr().await;
    let page = draft(&hr, "assessment").await;
    let edit = format!("{page}/edit");
    let form = hr.get(&edit).await.expect(200);
    assert!(form.has("value=\"Autumn\"") && form.has("value=\"۱۴۰۵/۰۹/۱۵\"") && form.has("value=\"آبان ۱۴۰۵\""));
    assert!(form.has(" checked"), "the unit is ticked");
    let unit = unit(&hr).await;
    let wrong = hr.post(&edit, &typed(&unit, "۳۲ آذر")).await.expect(422);
    assert!(wrong.has("value=\"۳۲ آذر\"") && wrong.has("aria-invalid=\"true\""), "what was typed is kept");
    let mut right = typed(&unit, "۱۴۰۵/۰۹/۲۰");
    right[1].1 = "Winter";
    let done = hr.post(&edit, &right).await.expect(303);
    let shown = hr.get(&done.location).await.expect(200);
    assert!(shown.has("پیش‌نویس عوض شد.") && shown.has("۲۰ آذر"));

    let copy = page.replace("/surveys/", "/surveys/new/assessment?from=");
    assert!(shown.has(&copy));
    let form = hr.get(&copy).await.expect(200);
    assert!(form.has("value=\"Winter\"") && form.has(" checked") && !form.has("۱۴۰۵/۰۹/۲۰"), "not its days");
    hr.get(&copy.replace("assessment", "wave")).await.expect(404);
    hr.get("/surveys/new/wave?from=x").await.expect(404);
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    assert!(hr.get(&page).await.expect(200).has(&copy), "a launched one can be copied too");
    hr.get(&edit).await.expect(409);
    hr.post(&edit, &right).await.expect(409);
});
