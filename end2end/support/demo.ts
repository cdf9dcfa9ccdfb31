// The demo company and who can sign in to it.
import type { Credentials } from "./people.ts";
import { Server } from "./server.ts";

export type Demo = { server: Server; signIns: Map<string, Credentials> };

/** Starts a server with the demo company and reads the sign-ins that it prints: role, address, password. */
export async function startDemo(): Promise<Demo> {
  const server = await Server.start({ demo: true, environment: { AYENEH_DEVELOPMENT: "true" } });
  const lines = server.log.matchAll(/^ {2}(\w+) +(\S+@\S+) +(\S+)$/gm);
  const signIns = new Map([...lines].map(([, role, email, password]) => [role!, { email: email!, password: password! }]));
  if (signIns.size === 0) throw new Error(`the demo prints no sign-ins:\n${server.log}`);
  return { server, signIns };
}
