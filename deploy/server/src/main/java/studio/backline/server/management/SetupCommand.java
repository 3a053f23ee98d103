package studio.backline.server.management;

import java.io.IOException;
import java.io.InputStream;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.NewAccount;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first run without a browser. Who has the token has read the data folder: no code is asked.
 */
final class SetupCommand implements Command {

    private final FirstRun firstRun;
    private final KeyStore keys;

    SetupCommand(FirstRun firstRun, KeyStore keys) {
        this.firstRun = firstRun;
        this.keys = keys;
    }

    @Override
    public Object run(InputStream body) throws IOException {
        SetupRequest request = JsonMapper.shared().readValue(body, SetupRequest.class);
        NewAccount account =
                new NewAccount(
                        new EmailAddress(request.email()), request.name(), request.password());
        FirstRun.Result result =
                firstRun.complete(
                        new FirstRunRequest(
                                firstRun.code(), account, request.workspace(), request.plays()));
        return new SetupResult(
                result.account().value().toString(),
                result.workspace().value().toString(),
                keys.recoverySheet().lines());
    }
}
