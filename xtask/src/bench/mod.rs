//! Measurements of the optimised server under load. Load and server share this machine, so a figure is read beside the
//! baseline of the same run: a handler that only parses and checks the same request.

mod http;
mod intake;
mod load;
mod respond_page;
mod scorecard;
mod server;
mod session;
mod start;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use crate::{
    build::{self, Profile},
    command::Result,
    steps::Steps,
    workspace::Workspace,
};

/// What is measured.
#[derive(Clone, Copy, ValueEnum)]
enum Work {
    /// Complete answers over HTTP, each acknowledged when it is durable.
    Intake,
    /// The page behind a personal link.
    RespondPage,
    /// The executive's scorecard of the demo company.
    Scorecard,
    /// From the process's start until it is ready, its memory, and the size of the binary.
    Start,
}

/// The database it is measured on.
#[derive(Clone, Copy, ValueEnum)]
enum Engine {
    /// The embedded file, `synchronous=FULL`.
    Sqlite,
    /// A new cluster, `fsync=on`.
    Postgres,
}

/// Arguments of `cargo xtask bench`.
#[derive(Args)]
pub struct BenchArguments {
    work: Work,
    /// Print the figures as one JSON object, on the last line.
    #[arg(long)]
    json: bool,
    #[arg(long, value_enum, default_value = "sqlite")]
    engine: Engine,
}

/// Figures under the names they are printed with.
type Record = Map<String, Value>;

/// `cargo xtask bench`.
///
/// # Errors
/// What does not build, start or answer.
pub fn run(workspace: &Workspace, steps: &mut Steps, arguments: &BenchArguments) -> Result<()> {
    let binary = build::run(workspace, steps, Profile::Release)?;
    let data = server::Data::new(&binary, arguments.engine, steps)?;
    let mut record = Record::new();
    record.insert("bench".into(), name(arguments.work).into());
    record.insert("engine".into(), name(arguments.engine).into());
    match arguments.work {
        Work::Start => start::measure(&binary, data, steps, &mut record)?,
        Work::Intake => intake::measure(&serve(data, "serve", steps)?, steps, &mut record)?,
        Work::Scorecard => scorecard::measure(&serve(data, "demo", steps)?, steps, &mut record)?,
        Work::RespondPage => respond_page::measure(&serve(data, "serve", steps)?, steps, &mut record)?,
    }
    print(&record, arguments.json);
    Ok(())
}

fn serve(data: server::Data, how: &str, steps: &mut Steps) -> Result<server::Server> {
    steps.step("server, started", || data.serve(how))
}

fn name(value: impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

fn print(record: &Record, json: bool) {
    println!();
    if json {
        println!("{}", Value::Object(record.clone()));
        return;
    }
    for (name, value) in record {
        println!("{name:>16}  {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
}

/// A figure as it is printed: four significant digits say all that one run can.
fn rounded(figure: f64) -> Value {
    let digits = if figure.abs() >= 100.0 { 0 } else { 2 };
    let factor = 10f64.powi(digits);
    ((figure * factor).round() / factor).into()
}
