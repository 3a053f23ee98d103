package studio.backline.ui.registration;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Invitations;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;
import studio.backline.ui.text.HostTexts;

/** Invites somebody: an address, a role, and then a letter, or a link to hand over. */
final class InviteDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "480px";

    private final transient HostTexts texts;
    private final transient MemberDesk desk;
    private final EmailField mail = new EmailField();
    private final Select<Role> role = HouseWords.in(new Select<>());
    private final DatePicker until = HouseWords.in(new DatePicker());
    private final Button make;
    private final Button close;

    InviteDialog(HostTexts texts, MemberDesk desk, Runnable done) {
        this.texts = texts;
        this.desk = desk;
        setHeaderTitle(texts.get("members.invite.title"));
        setWidth(WIDTH);
        mail.setLabel(texts.get("first-run.you.mail"));
        mail.setWidthFull();
        role.setLabel(texts.get("members.role"));
        role.setItems(desk.grantable(Role.MEMBER));
        role.setItemLabelGenerator(one -> texts.get("role." + one.name().toLowerCase(Locale.ROOT)));
        role.setValue(Role.MEMBER);
        role.setHelperText(line(Role.MEMBER));
        role.addValueChangeListener(
                change -> {
                    role.setHelperText(line(change.getValue()));
                    until.setVisible(change.getValue() != Role.OWNER);
                });
        role.setWidthFull();
        until.setLabel(texts.get("members.guest"));
        until.setHelperText(texts.get("members.guest.help"));
        until.setMin(LocalDate.now(ZoneId.systemDefault()));
        until.setClearButtonVisible(true);
        until.setWidthFull();
        make =
                new Button(
                        texts.get(
                                desk.mailsInvitations()
                                        ? "members.invite.act.mail"
                                        : "members.invite.act"),
                        click -> create(done));
        make.addThemeVariants(ButtonVariant.PRIMARY);
        close = new Button(texts.get("plugins.not-now"), click -> close());
        Div form = new Div(mail, role, until);
        form.addClassName("bl-form");
        add(form);
        getFooter().add(close, make);
    }

    private void create(Runnable done) {
        InvitationPost.Made made;
        try {
            made = desk.invite(new EmailAddress(mail.getValue()), place());
        } catch (IdentityException e) {
            mail.setErrorMessage(e.text(HostTexts.readerLocale()));
            mail.setInvalid(true);
            mail.focus();
            return;
        }
        removeAll();
        Paragraph line =
                new Paragraph(texts.get("members.invite.way." + made.way(), mail.getValue()));
        line.getElement().setAttribute("role", "status");
        add(line);
        if (made.way() == InvitationPost.Way.CLOSED && desk.opensAddresses()) {
            add(toMail());
        }
        make.setVisible(false);
        if (made.way() != InvitationPost.Way.MAILED) {
            showLink(desk.link(made.token()).orElse("/invitation/" + made.token()));
        }
        close.setText(texts.get("members.invite.done"));
        close.focus();
        done.run();
    }

    private Invitations.Place place() {
        boolean guest = role.getValue() != Role.OWNER;
        return new Invitations.Place(
                role.getValue(), guest ? GuestDialog.endOf(until.getValue()) : Optional.empty());
    }

    private Anchor toMail() {
        Anchor way = new Anchor("settings/mail", texts.get("members.invite.closed.act"));
        // This would stand in front of whatever is gone to.
        way.getElement().addEventListener("click", click -> close());
        return way;
    }

    /** A house that nobody gave an address has the one of this browser, which is on its machine. */
    private void showLink(String path) {
        Div link = new Div();
        link.addClassName("bl-link-box");
        link.getElement().executeJs("this.textContent = new URL($0, document.baseURI).href", path);
        add(new Paragraph(texts.get("members.invite.link")), link);
        getFooter().add(copy(path));
    }

    /** In the browser alone, while the hand is still on it: later it would not be allowed. */
    private Button copy(String path) {
        Button copy = new Button(texts.get("members.invite.copy"), Icons.of("copy"));
        copy.addThemeVariants(ButtonVariant.PRIMARY);
        copy.addClickListener(click -> copy.setText(texts.get("members.invite.copied")));
        copy.getElement()
                .executeJs(
                        """
                        this.hidden = !navigator.clipboard;
                        this.addEventListener('click', () => navigator.clipboard.writeText(
                            new URL($0, document.baseURI).href));
                        """,
                        path);
        return copy;
    }

    private String line(Role chosen) {
        return texts.get("role." + chosen.name().toLowerCase(Locale.ROOT) + ".line");
    }
}
