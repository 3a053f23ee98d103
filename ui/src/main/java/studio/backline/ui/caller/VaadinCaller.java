package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Membership;
import studio.backline.platform.tenancy.Workspace;

/**
 * The caller of the current window: the account that signed in, the workspace its tab is in, and
 * the role as it is now. A membership that was taken away ends at once, on whatever node.
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

    /**
     * The workspace of a window whose person does not belong to it any more. Such a window gets no
     * other one: what is on it belongs to the one it was opened in.
     */
    Optional<Workspace> left(UI ui) {
        return signedIn.find()
                .flatMap(
                        who ->
                                chosen.find(ui)
                                        .filter(
                                                here ->
                                                        in(here, memberships.of(who.accountId()))
                                                                .isEmpty()));
    }

    private Optional<Caller> caller(UI ui, AccountId account) {
        List<Membership> held = memberships.of(account);
        return chosen.find(ui)
                .or(() -> begin(ui, held))
                .flatMap(here -> in(here, held))
                .map(one -> new Caller(one.workspace().id(), Optional.of(account), one.role()));
    }

    private Optional<Workspace> begin(UI ui, List<Membership> held) {
        Optional<WorkspaceId> wanted = chosen.first(ui);
        Optional<Workspace> here =
                held.stream()
                        .map(Membership::workspace)
                        .filter(one -> wanted.equals(Optional.of(one.id())))
                        .findFirst()
                        .or(() -> held.stream().findFirst().map(Membership::workspace));
        here.ifPresent(workspace -> chosen.bind(ui, workspace));
        return here;
    }

    private static Optional<Membership> in(Workspace here, List<Membership> held) {
        return held.stream().filter(one -> one.workspace().id().equals(here.id())).findFirst();
    }
}
