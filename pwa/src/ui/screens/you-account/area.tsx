/** Who may come in, on the server and on this device: loaded as one, for each file of its own would cost Today more. */
import { useLocation } from "preact-iso";
import { AppLockScreen } from "../app-lock";
import { AccountScreen } from ".";

export function AccountArea() {
  const { path } = useLocation();
  return path === "/you/lock" ? <AppLockScreen /> : <AccountScreen />;
}
