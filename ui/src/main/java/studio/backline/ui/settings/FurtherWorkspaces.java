package studio.backline.ui.settings;

import com.vaadin.flow.component.UI;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Foundation;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

/** Further workspaces of a house for several artists, for whoever runs it. */
public final class FurtherWorkspaces {

    private static final String NEXT = "/settings/people";

    private final HostTexts texts;
    private final Refusals refusals;
    private final Foundation foundation;
    private final Operators operators;
    private final SignedIn signedIn;
    private final ChosenWorkspace chosen;

    FurtherWorkspaces(
            HostTexts texts,
            Refusals refusals,
            Foundation foundation,
            Operators operators,
            SignedIn signedIn,
            ChosenWorkspace chosen) {
        this.texts = texts;
        this.refusals = refusals;
        this.foundation = foundation;
        this.operators = operators;
        this.signedIn = signedIn;
        this.chosen = chosen;
    }

    /** Whether the person at the window may make one. */
    public boolean offered() {
        return signedIn.find()
                        .map(AccountPrincipal::accountId)
                        .filter(operators::contains)
                        .isPresent()
                && several();
    }

    /** Asks for its name, makes it, and goes there. */
    public void ask() {
        new NewWorkspaceDialog(texts, refusals, this::make).open();
    }

    boolean several() {
        return foundation.forSeveral();
    }

    void several(boolean several) {
        foundation.forSeveral(signedIn.require().accountId(), several);
    }

    private void make(String name) {
        AccountPrincipal who = signedIn.require();
        Workspace made = foundation.foundAnother(who.accountId(), name);
        UI ui = UI.getCurrent();
        chosen.enter(ui, made);
        // Whose workspace it is to be is the next thing to settle.
        ui.getPage().setLocation(NEXT);
    }
}
