//! Behaviour alignment: a round from what is chosen to its result, on both engines.

use ayeneh_core::{
    Core, Ctx, Error, both_engines,
    customers::{Account, Contact, store as customers},
    intake::{Outcome, Receipt},
    mail::{self, Transport},
    on_engine,
    random::SystemRandom,
    release, respond, results,
    results::Headline,
    scorecard::{Wanted, scorecard},
    surveys::{self, NewSurvey, change, close, create, discard, find, launch, like, links, preview, typed},
    testing::{closed_survey as made, organisation},
};
use ayeneh_domain::{
    alignment::{Choice, Party, Ranking, offered},
    answer::{Answer, Group, Response, check_form},
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    ids::{AccountId, ContactId, SurveyId, UnitId},
    people::Level,
    permission::{Grant, Role},
    questionnaire::Side,
    release::Shown,
    survey::{Kind, launch::Warning},
};

use crate::smtp_sink::Sink;

fn new(unit: UnitId) -> NewSurvey {
    let behaviours: Vec<String> = offered().into_iter().take(5).map(|behaviour| behaviour.key).collect();
    let own = vec![Bilingual::new("سلام می‌کند.", "Says hello.")];
    NewSurvey {
        kind: Kind::Alignment,
        title: Bilingual::new("رفتارها", "Behaviours"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "2026-12-05".into(),
        units: vec![unit],
        people: String::new(),
        ranking: Some(Choice { behaviours, own, parties: Party::ALL.to_vec() }),
    }
}

async fn customers_of(ctx: &Ctx, unit: UnitId, count: usize) {
    let mut tx = ctx.write().await.expect("a transaction");
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "K".into(),
        name: "K".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit,
    };
    customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
    let contact = |n: usize| Contact {
        id: ContactId(ctx.core.new_id()),
        code: format!("K{n}"),
        account: account.id,
        name: format!("مخاطب {n}"),
        email: format!("k{n}@customer.example"),
        locale: Locale::Fa,
        unit,
        active: true,
    };
    let contacts: Vec<_> = (0..count).map(contact).collect();
    customers::put_contacts(&mut tx, ctx.organisation, &contacts, 0).await.expect("adds");
    tx.commit().await.expect("commits");
}

/// Answers with an order of everything asked, beginning at the `first`-th behaviour.
async fn rank(core: &Core, token: &str, first: usize) -> Outcome {
    let invited = respond::invited(core, token).await.expect("invited");
    let asked = invited.questionnaire.clone();
    let count = asked.document().items().count();
    let places: Vec<String> = (0..count).map(|at| ((at + count - first) % count + 1).to_string()).collect();
    let given = asked.document().items().zip(&places).map(|(item, place)| (item.key.as_str(), place.as_str()));
    let answers = check_form(&asked, given).expect("an order");
    invited.submit(core, answers, Receipt::draw(&SystemRandom)).await.expect("submits")
}

both_engines!(a_round_goes_from_the_draft_to_its_result, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, unit, 8).await;
    customers_of(&t.ctx, unit, 6).await;
    let id = create(&t.ctx, &new(unit)).await.expect("a draft");
    let (survey, _) = find(&t.ctx, id).await.expect("is there");
    assert_eq!((survey.kind, survey.ranking.as_ref().map(|r| r.behaviours.len())), (Kind::Alignment, Some(6)));
    assert!(survey.promise.en.contains("leaders, of staff or of customers"));
    let shown = preview(&t.ctx, id).await.expect("a preview");
    assert_eq!(shown.questionnaires.len(), 3);
    assert_eq!(shown.warnings, [Warning::PartyTooSmall(Party::Leaders)], "nobody leads there");
    launch(&t.ctx, id).await.expect("launches");
    let handed = links(&t.ctx, id, 100, 0).await.expect("links");
    assert_eq!(handed.len(), 14);
    for link in &handed {
        let token = link.address.rsplit('/').next().expect("a token");
        let first = if link.name.starts_with("مخاطب") { 3 } else { 0 };
        assert!(matches!(rank(&t.core, token, first).await, Outcome::Stored(_)));
    }
    assert!(matches!(results::alignment(&t.ctx, id).await, Err(Error::NotFound)), "not released yet");
    close(&t.ctx, id).await.expect("closes and releases");
    let found = results::alignment(&t.ctx, id).await.expect("reads");
    let parties: Vec<_> = found.parties.iter().map(|one| (one.party, one.concordance.is_hidden())).collect();
    assert_eq!(parties, [(Party::Leaders, true), (Party::Staff, false), (Party::Customers, false)]);
    assert!(found.behaviours.iter().any(|behaviour| behaviour.text.en == "Says hello."));
    let [pair] = &found.pairs[..] else { panic!("one pair is shown: {:?}", found.pairs) };
    assert_eq!((pair.first, pair.second), (Party::Staff, Party::Customers));
    assert!(!pair.by_first.is_empty() && !pair.by_second.is_empty(), "mismatches both ways");
    assert!(pair.by_first.iter().all(|wanted| !wanted.is_sure), "too few to be sure");
    let (listed, _) = results::list(&t.ctx).await.expect("lists");
    assert!(matches!(&listed[0].headline, Headline::Mismatch(Some(_))));
});

both_engines!(invitation_and_reminder_say_how_long_it_takes, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, unit, 1).await;
    let behaviours = offered().into_iter().take(12).map(|behaviour| behaviour.key).collect();
    let long = Choice { behaviours, own: Vec::new(), parties: Party::ALL.to_vec() };
    for (ranking, words) in [(new(unit).ranking, "takes about one minute"), (Some(long), "takes about two minutes")] {
        let id = create(&t.ctx, &NewSurvey { ranking, ..new(unit) }).await.expect("a draft");
        launch(&t.ctx, id).await.expect("launches");
        let said = async || {
            let sink = Sink::start().await;
            mail::deliver_due(&t.core, &Transport::smtp(&sink.url).expect("an address")).await.expect("delivers");
            sink.taken().iter().map(|mail| mail.part("text/plain").1).collect::<String>()
        };
        let (invited, _) = (said().await, t.clock.advance(24 * 3_600_000));
        surveys::remind(&t.ctx, id).await.expect("reminds");
        for mail in [invited, said().await] {
            assert!(mail.replace("\r\n", " ").contains(words), "{mail}");
        }
    }
});

both_engines!(what_was_chosen_is_changed_copied_and_refused, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let id = create(&t.ctx, &new(unit)).await.expect("a draft");
    let wrong = NewSurvey { ranking: None, ..new(unit) };
    let Err(Error::Invalid(problems)) = change(&t.ctx, id, &wrong).await else { panic!("nothing is ranked") };
    let fields: Vec<_> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
    assert_eq!(fields, ["behaviours", "parties"]);
    let half = Choice { own: vec![Bilingual::new("فقط فارسی", "")], ..new(unit).ranking.expect("chosen") };
    let Err(Error::Invalid(problems)) = create(&t.ctx, &NewSurvey { ranking: Some(half), ..new(unit) }).await else {
        panic!("one language is missing")
    };
    assert_eq!(problems[0].field.as_deref(), Some("own_0"));
    let fewer =
        Choice { own: Vec::new(), parties: vec![Party::Staff, Party::Customers], ..new(unit).ranking.expect("chosen") };
    change(&t.ctx, id, &NewSurvey { ranking: Some(fewer.clone()), ..new(unit) }).await.expect("changes");
    assert_eq!(typed(&t.ctx, id, Locale::Fa).await.expect("typed").ranking, Some(fewer.clone()));
    assert_eq!(like(&t.ctx, id).await.expect("copies").ranking, Some(fewer));
    assert!(surveys::list(&t.ctx).await.expect("lists").iter().any(|one| one.survey.kind == Kind::Alignment));
    discard(&t.ctx, id).await.expect("discards");
});

/// A released round with so many of each party, who begin their order at different behaviours.
async fn released(ctx: &Ctx, unit: UnitId, parties: &[(Party, u32, usize)]) -> SurveyId {
    let survey = made::survey(ctx, Kind::Alignment, "2026-11").await;
    let keys: Vec<String> = Ranking::usual().behaviours.into_iter().map(|behaviour| behaviour.key).collect();
    for (party, people, first) in parties {
        let group = match party {
            Party::Leaders => Group { level: Some(Level::Executive), ..made::group(Side::Employee, unit) },
            Party::Staff => Group { level: Some(Level::Staff), ..made::group(Side::Employee, unit) },
            Party::Customers => made::group(Side::Customer, unit),
        };
        let answers = |person: u32| {
            let shift = first + (person % 2) as usize;
            let place = |at: usize| Answer::Score(((at + keys.len() - shift % keys.len()) % keys.len() + 1) as u8);
            keys.iter().enumerate().map(|(at, key)| (key.clone(), place(at))).collect()
        };
        let responses: Vec<_> =
            (0..*people).map(|person| Response { group: group.clone(), answers: answers(person) }).collect();
        made::seal(ctx, survey, &responses).await;
    }
    release::release(ctx, survey).await.expect("releases");
    survey
}

both_engines!(large_parties_are_sure_of_where_they_do_not_match, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let parties = [(Party::Leaders, 30, 0), (Party::Staff, 40, 0), (Party::Customers, 50, 4)];
    let survey = released(&t.ctx, unit, &parties).await;
    let found = results::alignment(&t.ctx, survey).await.expect("reads");
    assert_eq!(found.pairs.len(), 3);
    assert!(found.pairs[0].by_second.iter().any(|wanted| wanted.is_sure));
    assert!(found.pairs[1].by_first.is_empty() && found.pairs[1].by_second.is_empty(), "leaders and staff agree");
    assert!(matches!(found.between, Shown::Value { n: Some(3), .. }));
    assert_eq!(found.behaviours[1].places[0], Some(1), "second and first in turn");
    let part = Ctx { grants: vec![Grant { role: Role::Executive, unit: Some(unit) }], ..t.ctx.clone() };
    assert!(matches!(results::alignment(&part, survey).await, Err(Error::NotFound)), "a part is not enough");
    let stranger = organisation(&t.core, "hr@other.example").await;
    assert!(matches!(results::alignment(&stranger, survey).await, Err(Error::NotFound)));
    let employee = Ctx { grants: vec![Grant { role: Role::Employee, unit: None }], ..t.ctx.clone() };
    assert!(matches!(results::alignment(&employee, survey).await, Err(Error::Refused(_))));
    assert!(matches!(results::assessment(&t.ctx, survey).await, Err(Error::NotFound)));
    let twenty = made::survey(&t.ctx, Kind::Assessment, "2026-11").await;
    assert!(matches!(results::alignment(&t.ctx, twenty).await, Err(Error::NotFound)));
});

both_engines!(a_ranking_is_no_assessment_to_the_scorecard, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let before = scorecard(&t.ctx, Wanted::default()).await.expect("reads");
    released(&t.ctx, unit, &[(Party::Staff, 30, 0), (Party::Customers, 30, 4)]).await;
    let after = scorecard(&t.ctx, Wanted::default()).await.expect("reads");
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
});

both_engines!(invitations_ask_for_an_order_by_their_own_mail, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, unit, 2).await;
    customers_of(&t.ctx, unit, 1).await;
    let id = create(&t.ctx, &new(unit)).await.expect("a draft");
    launch(&t.ctx, id).await.expect("launches");
    let mut tx = t.ctx.read().await.expect("a transaction");
    let kinds: Vec<String> =
        on_engine!(&mut tx, |c| sqlx::query_scalar("SELECT kind FROM outbox WHERE survey_id = $1")
            .bind(id.0)
            .fetch_all(c)
            .await)
        .expect("reads");
    assert_eq!(kinds, ["invitation_alignment"; 3]);
});
