//! What a survey will send, shown before it is launched, on both engines.

use ayeneh_core::{
    Ctx, Error, both_engines,
    cycles::{NewSettings, settle},
    mail::MailKind,
    surveys::{NewSurvey, Reader, create, launch, samples},
    testing::{acting_as, closed_survey as made, organisation},
};
use ayeneh_domain::{
    bilingual::Bilingual,
    cycle::Gate,
    ids::{SurveyId, UnitId},
    relationship::Relationship,
    survey::Kind,
};

async fn draft(ctx: &Ctx, kind: Kind, units: &[UnitId], people: &str) -> SurveyId {
    let new = NewSurvey {
        kind,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "۱۴۰۵/۱۰/۱۵".into(),
        units: units.to_vec(),
        people: people.into(),
        ranking: None,
    };
    create(ctx, &new).await.expect("a draft")
}

async fn kinds(ctx: &Ctx, id: SurveyId) -> Vec<(Reader, MailKind)> {
    samples(ctx, id).await.expect("reads").mails.iter().map(|mail| (mail.reader, mail.kind)).collect()
}

both_engines!(every_kind_of_survey_shows_its_mails_before_it_sends_them, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, unit, 6).await;
    for (kind, invitation) in
        [(Kind::Assessment, MailKind::InvitationAssessment), (Kind::Recovery, MailKind::InvitationRecovery)]
    {
        let id = draft(&t.ctx, kind, &[unit], "").await;
        let told = [(Reader::Employee, invitation), (Reader::Employee, MailKind::Reminder)];
        assert_eq!(kinds(&t.ctx, id).await, told, "{kind:?}");
    }
    let wave = draft(&t.ctx, Kind::Wave, &[unit], "").await;
    let customers = [(Reader::Customer, MailKind::InvitationCustomer), (Reader::Customer, MailKind::Reminder)];
    assert_eq!(kinds(&t.ctx, wave).await[2..], customers);
    for mail in samples(&t.ctx, wave).await.expect("reads").mails {
        assert_eq!(mail.fa.subject.contains("پاییز"), mail.kind == MailKind::Reminder, "{:?}", mail.fa);
        assert!(mail.en.text.contains("Sara Rezaei") && mail.fa.text.contains("سارا رضایی"));
        for words in [&mail.fa, &mail.en] {
            assert!(!words.text.contains("/r/") && !words.text.contains("/stop/"), "a link of nobody: {}", words.text);
        }
    }
    launch(&t.ctx, wave).await.expect("launches");
    assert_eq!(kinds(&t.ctx, wave).await.len(), 4, "and afterwards too");

    let employee = acting_as(&t.core, t.ctx.organisation, made::staff(&t.ctx, unit, 1).await[0]).await;
    assert!(matches!(samples(&employee, wave).await, Err(Error::Refused(_))));
    let foreign = organisation(&t.core, "hr@other.example").await;
    assert!(matches!(samples(&foreign, wave).await, Err(Error::NotFound)));
});

both_engines!(a_cycle_shows_what_comes_to_each_of_its_people, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let staff = made::staff(&t.ctx, unit, 6).await;
    let id = draft(&t.ctx, Kind::Cycle, &[], &staff[0].to_string()).await;
    let of = async |reader| -> Vec<MailKind> {
        let all = kinds(&t.ctx, id).await;
        all.into_iter().filter(|(of, _)| *of == reader).map(|(_, kind)| kind).collect()
    };
    assert_eq!(
        of(Reader::Subject).await,
        [MailKind::InvitationSelf, MailKind::Reminder, MailKind::ReportReleased],
        "HR names the raters"
    );
    assert_eq!(of(Reader::Outsider).await, [MailKind::InvitationRater, MailKind::Reminder]);

    let none = |of| (of, ("0".to_owned(), "0".to_owned()));
    let settings = NewSettings {
        limits: [none(Relationship::Customer), none(Relationship::Supplier)].into(),
        most_reviews: "5".into(),
        gate: Gate::Manager,
        nominate_until: "۱۴۰۵/۰۹/۱۰".into(),
    };
    settle(&t.ctx, id, &settings).await.expect("settles");
    assert_eq!(of(Reader::Subject).await[..2], [MailKind::NominationAsked, MailKind::NominationReturned]);
    assert_eq!(of(Reader::Manager).await, [MailKind::ApprovalAsked, MailKind::InvitationRater, MailKind::Reminder]);
    assert!(of(Reader::Outsider).await.is_empty(), "nobody outside is asked");
    let all = samples(&t.ctx, id).await.expect("reads");
    let asked = all.mails.iter().find(|mail| mail.kind == MailKind::NominationAsked).expect("is there");
    assert!(asked.fa.text.contains("۱۰ آذر") && asked.en.text.contains("1 December"), "{:?}", asked.fa);
    assert_eq!(all.settings.map(|settings| settings.gate()), Some(Gate::Manager));
});
