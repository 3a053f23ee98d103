package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Membership;

/**
 * The caller of the current window: the account that signed in, the workspace its tab is in, and
 * the role as it is now. A membership that was taken away ends within five seconds.
 */
final class VaadinCaller implements CallerSource {

    private final SignedIn signedIn;
    private final ChosenWorkspace chosen;
    private final Memberships memberships;

    VaadinCaller(SignedIn signedIn, ChosenWorkspace chosen, Memberships memberships) {
        this.signedIn = signedIn;
        this.chosen = chosen;
        this.memberships = memberships;
    }

    @Override
    public Optional<Caller> find() {
        return StreamWindow.current()
                .filter(ui -> ui.getSession() != null)
                .flatMap(ui -> signedIn.find().flatMap(who -> caller(ui, who.accountId())));
    }

    private Optional<Caller> caller(UI ui, AccountId account) {
        List<Membership> held = memberships.of(account);
        Optional<WorkspaceId> workspace = chosen.find(ui);
        Optional<Membership> here =
                held.stream()
                        .filter(one -> workspace.equals(Optional.of(one.workspace().id())))
                        .findFirst();
        if (here.isEmpty() && !held.isEmpty()) {
            // No choice yet, or no longer a member there: the first workspace that is open.
            chosen.choose(ui, held.getFirst().workspace().id());
            here = Optional.of(held.getFirst());
        }
        return here.map(one -> new Caller(one.workspace().id(), Optional.of(account), one.role()));
    }
}
