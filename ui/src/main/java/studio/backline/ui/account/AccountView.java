package studio.backline.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.audit.Device;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.screens.HouseWords;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;
import studio.backline.ui.text.Network;
import studio.backline.ui.text.Refusals;

/** One's own account: the name that others see, the password, sessions, the way out. */
final class AccountView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient AccountDesk desk;
    private final transient Refusals refusals;
    private final H2 sessionsTitle = new H2();
    private final Div sessions = new Div();

    AccountView(
            HostTexts texts,
            AccountDesk desk,
            AddressDesk address,
            RegionDesk region,
            PlaceDesk place,
            Refusals refusals) {
        this.texts = texts;
        this.desk = desk;
        this.refusals = refusals;
        addClassName("bl-screen");
        add(new PageHeader(texts.get("account.title")));
        sessionsTitle.setText(texts.get("account.sessions"));
        sessionsTitle.getElement().setAttribute("tabindex", "-1");
        Paragraph line = line("account.sessions.line");
        Section list = new Section(sessionsTitle, line, sessions);
        list.addClassNames("bl-group", "bl-wide");
        add(
                new Div(
                        name(desk.mine()),
                        new AddressPart(
                                texts, address, () -> desk.mine().email().value(), refusals),
                        password(),
                        new RegionPart(texts, region),
                        factors(),
                        list,
                        new PlacePart(texts, place, refusals)));
        refreshSessions();
    }

    private Component name(Account mine) {
        TextField name = new TextField(texts.get("first-run.you.name"));
        name.setHelperText(texts.get("first-run.you.name.help"));
        name.setValue(mine.displayName());
        name.setWidthFull();
        Button save =
                new Button(
                        texts.get("account.name.act"),
                        click -> {
                            name.setInvalid(false);
                            try {
                                desk.rename(name.getValue());
                                Toasts.show(texts.get("account.name.saved"));
                            } catch (IdentityException e) {
                                refuse(name, e);
                                name.focus();
                            }
                        });
        return group("account.name", null, name, save);
    }

    private Component password() {
        PasswordField present = field("account.password.present", "current-password");
        PasswordField next = field("account.password.next", "new-password");
        next.setHelperText(texts.get("first-run.you.password.help"));
        Button save = new Button(texts.get("account.password.act"), click -> change(present, next));
        return group("account.password", "account.password.line", present, next, save);
    }

    private Component factors() {
        AccountDesk.Factors mine = desk.factors();
        Paragraph state =
                new Paragraph(
                        mine.any()
                                ? texts.get(
                                        "account.factors.some",
                                        mine.app() ? 1 : 0,
                                        mine.passkeys(),
                                        mine.codes())
                                : texts.get(
                                        mine.must()
                                                ? "account.factors.must"
                                                : "account.factors.none"));
        Anchor manage = new Anchor("second-factor", texts.get("account.factors.act"));
        // A page of the server: the router knows nothing of it.
        manage.setRouterIgnore(true);
        manage.addClassName("bl-button");
        return group("account.factors", null, state, manage);
    }

    private PasswordField field(String key, String kind) {
        PasswordField field = HouseWords.in(new PasswordField(texts.get(key)));
        field.getElement().setAttribute("autocomplete", kind);
        field.setWidthFull();
        return field;
    }

    private void change(PasswordField present, PasswordField next) {
        present.setInvalid(false);
        next.setInvalid(false);
        try {
            desk.changePassword(present.getValue(), next.getValue());
        } catch (IdentityException e) {
            boolean old =
                    e.error() == IdentityError.PASSWORD_WRONG
                            || e.error() == IdentityError.TOO_MANY_TRIES;
            PasswordField wrong = old ? present : next;
            refuse(wrong, e);
            wrong.focus();
            return;
        }
        present.clear();
        next.clear();
        Toasts.show(texts.get("account.password.saved"));
        refreshSessions();
    }

    private void refuse(HasValidation field, IdentityException refused) {
        field.setErrorMessage(refusals.of(refused));
        field.setInvalid(true);
    }

    private void refreshSessions() {
        Rows rows =
                new Rows(
                        texts.get("account.sessions.where"),
                        texts.get("account.sessions.used"),
                        texts.get("members.acts"));
        List<Sessions.Seen> seen = desk.sessions();
        seen.forEach(one -> rows.addRow(where(one), used(one), end(one)));
        sessions.removeAll();
        sessions.add(rows);
        if (seen.size() > 1) {
            sessions.add(
                    new Button(
                            texts.get("account.sessions.end-others"),
                            click -> {
                                desk.endOthers();
                                ended("account.sessions.others-ended");
                            }));
        }
    }

    private void ended(String told) {
        refreshSessions();
        sessionsTitle.getElement().callJsFunction("focus");
        Toasts.show(texts.get(told));
    }

    private Component where(Sessions.Seen seen) {
        Span network =
                new Span(
                        seen.current()
                                ? texts.get("account.sessions.here")
                                : texts.get(
                                        "account.sessions.network",
                                        Network.called(seen.network())));
        network.addClassNames("bl-faint", "bl-small");
        Div where = new Div(new Div(new Span(device(seen))), new Div(network));
        if (seen.remembered()) {
            Span stays = new Span(texts.get("account.sessions.stays"));
            stays.addClassNames("bl-faint", "bl-small");
            where.add(new Div(stays));
        }
        return where;
    }

    private String device(Sessions.Seen seen) {
        return Device.of(seen.device())
                .map(it -> texts.get("account.sessions.device", it.browser(), it.system()))
                .orElseGet(() -> texts.get("account.sessions.unknown"));
    }

    private Component used(Sessions.Seen seen) {
        return new Span(Moments.here(texts).of(seen.seenAt()));
    }

    private Component end(Sessions.Seen seen) {
        if (seen.current()) {
            return new Span();
        }
        Button end =
                new Button(
                        texts.get("account.sessions.end"),
                        click -> {
                            desk.end(seen.id());
                            ended("account.sessions.ended");
                        });
        end.setAriaLabel(texts.get("account.sessions.end.label", device(seen)));
        end.addThemeVariants(ButtonVariant.TERTIARY);
        return end;
    }

    private Section group(String title, @Nullable String lineKey, Component... controls) {
        Section group = new Section(new H2(texts.get(title)));
        if (lineKey != null) {
            group.add(line(lineKey));
        }
        group.add(controls);
        group.addClassName("bl-group");
        return group;
    }

    private Paragraph line(String key) {
        Paragraph line = new Paragraph(texts.get(key));
        line.addClassNames("bl-faint", "bl-small");
        return line;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("account.title"));
    }
}
