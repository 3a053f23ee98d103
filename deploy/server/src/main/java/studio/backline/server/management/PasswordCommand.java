package studio.backline.server.management;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Sessions;
import tools.jackson.databind.json.JsonMapper;

/** A new password for somebody who has forgotten theirs, by whoever has the machine. */
final class PasswordCommand implements Command {

    private final Accounts accounts;
    private final Sessions sessions;

    PasswordCommand(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Object run(InputStream body) throws IOException {
        PasswordRequest request = JsonMapper.shared().readValue(body, PasswordRequest.class);
        accounts.resetPassword(new EmailAddress(request.email()), request.password(), sessions);
        return Map.of("reset", "yes");
    }
}
