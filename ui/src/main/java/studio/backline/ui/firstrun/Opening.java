package studio.backline.ui.firstrun;

import java.util.Optional;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.tenancy.Slug;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.ui.text.HouseLanguage;

/** Opens the house as the wizard heard it. */
final class Opening {

    private final KeyStore keys;
    private final FirstRun firstRun;
    private final Workspaces workspaces;
    private final HouseLanguage language;

    Opening(KeyStore keys, FirstRun firstRun, Workspaces workspaces, HouseLanguage language) {
        this.keys = keys;
        this.firstRun = firstRun;
        this.workspaces = workspaces;
        this.language = language;
    }

    /** The root key on paper. */
    RecoverySheet sheet() {
        return keys.recoverySheet();
    }

    /** Makes account and workspace, as whoever plays needs them. */
    void open(Draft draft) {
        NewAccount account =
                new NewAccount(
                        new EmailAddress(draft.getMail()), draft.getName(), draft.password());
        // Refused before anything is made: later it would leave a house that is half open.
        Optional<Slug> slug =
                Optional.of(draft.getSlug()).filter(typed -> !typed.isEmpty()).map(Slug::new);
        FirstRun.Result made =
                firstRun.complete(
                        new FirstRunRequest(
                                draft.getCode(), account, draft.getPoster(), draft.getPlays()));
        slug.ifPresent(wanted -> workspaces.move(made.workspace(), wanted.value()));
        language.set(draft.getLanguage());
    }
}
