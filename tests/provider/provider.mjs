// An OpenID provider on loopback, for tests: PORT, REDIRECT and SECRET say for whom. Any name signs in, with any password.
import Provider from "oidc-provider";

const { PORT, REDIRECT, SECRET } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "kept",
      client_secret: SECRET,
      redirect_uris: [REDIRECT],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  pkce: { required: () => true },
  cookies: { keys: ["a key of these tests"] },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@example.org` }) }),
  features: { devInteractions: { enabled: true } },
  ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
});
// Its sign-in form asks for fonts from elsewhere, and has no icon: nothing of a test leaves this machine.
provider.use(async (context, next) => {
  if (context.path === "/favicon.ico") {
    context.status = 204;
    return;
  }
  await next();
  if (typeof context.body === "string") context.body = context.body.replace(/@import url\([^)]*\);/g, "");
});
const server = provider.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`ready ${issuer}`);
});
// It ends with whoever started it, whatever happens to that.
process.stdin.resume().on("end", () => {
  server.close();
  process.exit(0);
});
