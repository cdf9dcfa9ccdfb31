//! Every test there is, by one command. A database or a browser that is missing is an error, never a skipped test.

use std::process::Command;

use crate::{
    build::{self, Profile, with_site},
    command::{Failure, Result, cargo, quiet},
    e2e,
    postgres::{self, Durability},
    setup, site,
    steps::Steps,
    wasm_std,
    workspace::Workspace,
};

/// The variable under which tests find their PostgreSQL.
const POSTGRES_VARIABLE: &str = "AYENEH_TEST_POSTGRES";

/// `cargo xtask test`.
///
/// # Errors
/// Which steps failed; what they said was printed before.
pub fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let tools = setup::for_testing(workspace, steps)?;
    steps.check("types of the browser tests", || quiet(&mut e2e::types(workspace)));
    steps.check("format", || quiet(cargo().current_dir(&workspace.root).args(["fmt", "--all", "--check"])));
    // Before the lints: whatever compiles the server reads the site.
    site::make(workspace, steps)?;
    lint(workspace, steps);
    let binary = build::run(workspace, steps, Profile::Debug)?;
    let cluster = steps.step("PostgreSQL, started", || postgres::start(&tools.postgres, Durability::None))?;
    steps.check("tests on both databases", || quiet(run_tests(workspace)?.env(POSTGRES_VARIABLE, &cluster.url)));
    steps.check("examples in the documentation", || {
        quiet(with_site(workspace).args(["test", "--quiet", "--workspace", "--doc"]))
    });
    steps.check("browser tests", || {
        quiet(e2e::playwright(workspace, &binary, &tools.browser).env(POSTGRES_VARIABLE, &cluster.url))
    });
    steps.step("PostgreSQL, ended", || {
        drop(cluster);
        Ok(())
    })?;
    steps.summary()
}

fn lint(workspace: &Workspace, steps: &mut Steps) {
    steps.check("lints", || {
        let mut clippy = with_site(workspace);
        quiet(clippy.args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    steps.check("lints of the browser's side", || {
        let mut clippy = with_site(workspace);
        clippy.args(["clippy", "--quiet", "--package", "ayeneh-app", "--target", wasm_std::TARGET]);
        quiet(clippy.args(["--no-default-features", "--features", "hydrate", "--", "-D", "warnings"]))
    });
    steps.check("documentation", || {
        let mut doc = with_site(workspace);
        quiet(doc.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--quiet", "--workspace", "--no-deps"]))
    });
}

/// nextest where it is installed, else cargo's own runner.
fn run_tests(workspace: &Workspace) -> Result<Command> {
    let mut command = with_site(workspace);
    let nextest = cargo().args(["nextest", "--version"]).output().map_err(Failure::new)?;
    if nextest.status.success() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail"]);
    } else {
        command.args(["test", "--quiet", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    Ok(command)
}
