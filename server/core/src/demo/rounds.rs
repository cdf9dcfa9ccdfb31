//! The surveys of the invented company: launched, answered, closed and released as HR would, at the time it happened.

use std::sync::Arc;

use ayeneh_domain::{
    answer::Response,
    bilingual::Bilingual,
    calendar::{Date, IRAN_OFFSET_MINUTES, Month},
    ids::{SealedId, SurveyId, UnitId},
    people::Level,
    permission::Role,
    questionnaire::Side,
    survey::{Kind, Wording},
};
use tokio::task::JoinSet;

use super::{
    answers::{Moods, Occasion},
    chance::Chance,
    choosing,
    staff::Staff,
    store,
};
use crate::{
    Ctx, Error, Result,
    clock::{Clock, MockClock},
    intake::{Receipt, Submission, seal},
    results,
    secret::{Purpose, token_hash},
    surveys::{self, NewSurvey},
};

/// So many answers are on their way into the box at once.
const AT_ONCE: usize = 512;
const HOUR_MS: i64 = 3_600_000;

/// The names of the assessments, in Persian and in English.
const ASSESSMENTS: [[&str; 2]; 2] = [
    ["خودارزیابی مشتری‌مداری، دور ۱", "Customer-centricity assessment, round 1"],
    ["خودارزیابی مشتری‌مداری، دور ۲", "Customer-centricity assessment, round 2"],
];
const RECOVERY: [&str; 2] = ["بررسی خدمت و جبران", "Service-recovery check"];

/// A survey of the demo.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// What kind.
    pub kind: Kind,
    /// Its name in Persian and in English.
    pub title: [&'static str; 2],
    /// Days before today on which it was launched.
    pub launched: i64,
    /// Days it stays open.
    pub open_days: i64,
    /// The share of employees and of customers who answer.
    pub answering: [f64; 2],
    /// How many waves were before it.
    pub wave: f64,
}

/// All surveys, in the order of their launch.
pub fn plan() -> Vec<Round> {
    let round =
        |kind, title, launched, answering, wave| Round { kind, title, launched, open_days: 14, answering, wave };
    vec![
        round(Kind::Wave, ["آینه، موج ۱", "Mirror, wave 1"], 275, [0.74, 0.42], 0.0),
        round(Kind::Assessment, ASSESSMENTS[0], 250, [0.61, 0.0], 0.0),
        round(Kind::Wave, ["آینه، موج ۲", "Mirror, wave 2"], 183, [0.76, 0.41], 1.0),
        round(Kind::Assessment, ASSESSMENTS[1], 150, [0.68, 0.0], 1.0),
        Round { open_days: 10, ..round(Kind::Recovery, RECOVERY, 134, [0.66, 0.0], 1.0) },
        round(Kind::Cycle, ["بازخورد مدیران", "Feedback for leaders"], 120, [0.86, 0.6], 1.0),
        round(Kind::Wave, ["آینه، موج ۳", "Mirror, wave 3"], 91, [0.77, 0.43], 2.0),
        round(Kind::Cycle, ["بازخورد سرگروه‌ها", "Feedback for team leaders"], 8, [0.45, 0.3], 2.0),
        round(Kind::Wave, ["آینه، موج ۴", "Mirror, wave 4"], 6, [0.38, 0.2], 3.0),
    ]
}

/// Where the surveys are played: who acts, what time it is, how everybody feels.
pub struct Stage<'a> {
    ctx: Ctx,
    clock: Arc<MockClock>,
    staff: &'a Staff,
    today: Date,
    moods: Arc<Moods>,
    chance: Chance,
}

impl<'a> Stage<'a> {
    /// Begins.
    pub fn new(ctx: Ctx, clock: Arc<MockClock>, staff: &'a Staff, today: Date) -> Self {
        Self { ctx, clock, staff, today, moods: Arc::new(Moods::of(staff)), chance: Chance::new(6) }
    }

    /// Plays a survey; one whose last day is over is closed and released.
    ///
    /// # Errors
    /// Of the services; the database's.
    pub async fn run(&mut self, round: &Round) -> Result<()> {
        let launched = self.today.plus_days(-round.launched);
        self.come_to(launched, 9);
        let survey = surveys::create(&self.ctx, &self.draft(round, launched)).await?;
        surveys::launch(&self.ctx, survey).await?;
        self.answer(survey, round).await?;
        let last = launched.plus_days(round.open_days);
        if last < self.today {
            self.come_to(last.plus_days(1), 8);
            surveys::close(&self.ctx, survey).await?;
            if round.kind == Kind::Cycle {
                self.open_reports(survey).await?;
            }
        }
        Ok(())
    }

    /// Begins the cycle in which raters are being chosen now.
    ///
    /// # Errors
    /// Of the services; the database's.
    pub async fn choosing(&self) -> Result<()> {
        self.come_to(self.today, 7);
        choosing::choosing(&self.ctx, self.staff, self.today).await
    }

    fn draft(&self, round: &Round, launched: Date) -> NewSurvey {
        NewSurvey {
            kind: round.kind,
            title: Bilingual::new(round.title[0], round.title[1]),
            period: Month::of(launched).to_string(),
            closes_on: launched.plus_days(round.open_days).to_string(),
            units: if round.kind == Kind::Cycle { Vec::new() } else { self.everywhere() },
            people: if round.kind == Kind::Cycle { self.reviewed(round) } else { String::new() },
        }
    }

    fn everywhere(&self) -> Vec<UnitId> {
        self.staff.units.iter().filter(|unit| unit.parent.is_none()).map(|unit| unit.id).collect()
    }

    /// The first cycle reviews heads of units and the branch of Isfahan's leaders, the later one team leaders.
    fn reviewed(&self, round: &Round) -> String {
        let is_head = |place: usize| {
            let unit = self.staff.people[place].unit;
            self.staff.people[..place].iter().all(|person| person.unit != unit)
        };
        let led = self.staff.people.iter().enumerate().filter(|(_, person)| person.level == Level::Manager);
        let first = round.launched > 60;
        let shown = |person| self.staff.shown.iter().any(|(role, id)| *role == Role::Employee && *id == person);
        let isfahan = self.staff.unit_id("41");
        let chosen = led.filter(|(place, person)| {
            if first { is_head(*place) || Some(person.unit) == isfahan } else { !is_head(*place) && place % 3 == 0 }
        });
        let mut codes: Vec<&str> = chosen.map(|(_, person)| person.code.as_str()).collect();
        let who_shows = self.staff.people.iter().filter(|person| first && shown(person.id));
        codes.extend(who_shows.map(|person| person.code.as_str()));
        codes.join(" ")
    }

    /// Moves the clock on to an hour of a day; never back.
    fn come_to(&self, day: Date, hour: i64) {
        let wanted = day.start_ms(IRAN_OFFSET_MINUTES) + hour * HOUR_MS;
        self.clock.advance((wanted - self.clock.now_ms()).max(0));
    }

    /// Lets everybody answer who will.
    async fn answer(&mut self, survey: SurveyId, round: &Round) -> Result<()> {
        let mut tx = self.ctx.read().await?;
        let invited = store::invited(&mut tx, self.ctx.organisation, survey).await?;
        drop(tx);
        let shown: Vec<_> = self.staff.shown.iter().map(|(_, person)| *person).collect();
        let is_open = self.today.plus_days(-round.launched).plus_days(round.open_days) >= self.today;
        let mut sending = JoinSet::new();
        for invited in invited {
            let share = round.answering[usize::from(invited.group.side == Side::Customer)];
            let identified = invited.group.relationship.is_some_and(|relationship| relationship.is_identified());
            // Whoever shows a role finds something left to answer.
            let waits = is_open && invited.person.is_some_and(|person| shown.contains(&person));
            if waits || !self.chance.happens(if identified { share.max(0.95 * share + 0.1) } else { share }) {
                continue;
            }
            let submission = self.submission(survey, round, &invited)?;
            let core = self.ctx.core.clone();
            sending.spawn(async move { core.intake().submit(submission).await });
            if sending.len() >= AT_ONCE {
                settle(&mut sending).await?;
            }
        }
        settle(&mut sending).await
    }

    /// An answer as a respondent's page would send it.
    fn submission(&mut self, survey: SurveyId, round: &Round, invited: &store::Invited) -> Result<Submission> {
        let wording = Wording::from_key(&invited.wording)
            .ok_or_else(|| Error::Internal(format!("an unknown wording {:?}", invited.wording)))?;
        let occasion = Occasion { wave: round.wave };
        let answers = self.moods.answers(wording.questionnaire(), &invited.group, occasion, &mut self.chance);
        let core = &self.ctx.core;
        let response = Response { group: invited.group.clone(), answers };
        Ok(Submission {
            organisation: self.ctx.organisation,
            survey,
            token_hash: token_hash(&core.secret.token(Purpose::Invitation, invited.id.0)),
            receipt: Receipt::draw(&*core.random),
            id: SealedId(core.new_id()),
            sealed: seal::seal(&response, wording.questionnaire())?,
        })
    }

    /// HR opens two reports in three, and those of people who show a role; the others wait for their talk.
    async fn open_reports(&self, cycle: SurveyId) -> Result<()> {
        let found = results::reports(&self.ctx, cycle).await?;
        let ready = found.subjects.iter().filter(|report| report.is_ready && report.has_self);
        for (place, report) in ready.enumerate() {
            let person = report.subject.person;
            if place % 3 != 2 || self.staff.shown.iter().any(|(_, shown)| *shown == person) {
                results::release_report(&self.ctx, cycle, person).await?;
            }
        }
        Ok(())
    }
}

/// Waits until all answers on their way are stored.
async fn settle(sending: &mut JoinSet<Result<crate::intake::Outcome>>) -> Result<()> {
    while let Some(sent) = sending.join_next().await {
        sent.map_err(|error| Error::Internal(error.to_string()))??;
    }
    Ok(())
}
