package studio.backline.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.screens.Asking;
import studio.backline.screens.Avatars;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;
import studio.backline.ui.text.Refusals;

/** The people of the workspace: who is in, as what, who is invited. */
final class MembersView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient MemberDesk desk;
    private final transient Refusals refusals;
    private final PageHeader header;
    private final RedrawnPart body = new RedrawnPart();

    MembersView(HostTexts texts, MemberDesk desk, Refusals refusals) {
        this.texts = texts;
        this.desk = desk;
        this.refusals = refusals;
        addClassName("bl-screen");
        header = new PageHeader(texts.get("members.title"));
        Button invite =
                new Button(
                        texts.get("members.invite"),
                        Icons.of("plus"),
                        click -> new InviteDialog(texts, desk, this::refresh).open());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        header.addActions(invite);
        add(new ToSettings(texts), header, body);
        refresh();
    }

    private void refresh() {
        List<MemberDesk.Seat> seats = desk.seats();
        header.setCount(texts.get("members.count", seats.size()));
        List<Invitations.Pending> invited = desk.invited();
        Component members = members(seats, seats.size() + invited.size() < 2);
        if (invited.isEmpty()) {
            body.redraw(members);
        } else {
            Rows pending =
                    new Rows(
                            texts.get("members.who"),
                            texts.get("members.until"),
                            texts.get("members.acts"));
            invited.forEach(one -> pending.addRow(invited(one), until(one), withdraw(one)));
            body.redraw(members, new H2(texts.get("members.invited")), pending);
        }
    }

    /** To one alone a role means nothing. */
    private Component members(List<MemberDesk.Seat> seats, boolean alone) {
        if (alone) {
            Rows rows = new Rows(texts.get("members.who"));
            seats.forEach(seat -> rows.addRow(who(seat)));
            return rows;
        }
        Rows rows =
                new Rows(
                        texts.get("members.who"),
                        texts.get("members.role"),
                        texts.get("members.acts"));
        seats.forEach(seat -> rows.addRow(who(seat), role(seat), acts(seat)));
        return rows;
    }

    private Component who(MemberDesk.Seat seat) {
        Span name = new Span(seat.name());
        Span mail = new Span(seat.mail());
        mail.addClassNames("bl-faint", "bl-small");
        Div words = new Div(new Div(name), new Div(mail));
        standing(seat.standing()).ifPresent(words::add);
        words.getElement().setAttribute("dir", "auto");
        Div row = new Div(Avatars.of(seat.name(), seat.account().value(), false), words);
        row.addClassName("bl-row");
        return row;
    }

    private Component role(MemberDesk.Seat seat) {
        if (!desk.mayChange(seat)) {
            return new Span(word(seat.role()));
        }
        Select<Role> role = HouseWords.in(new Select<>());
        role.setAriaLabel(texts.get("members.role.of", seat.name()));
        role.setItems(desk.grantable(seat.role()));
        role.setItemLabelGenerator(this::word);
        role.setValue(seat.role());
        role.addValueChangeListener(
                change -> {
                    if (change.isFromClient() && change.getValue() != null) {
                        act(
                                () -> desk.change(seat, change.getValue()),
                                texts.get("members.changed", seat.name(), word(change.getValue())));
                    }
                });
        return RedrawnPart.place("role " + seat.account().value(), role);
    }

    private Optional<Component> standing(MemberDesk.Standing standing) {
        String day =
                standing.until().map(GuestDialog::lastOf).map(Moments.here(texts)::day).orElse("");
        String told =
                standing.suspended()
                        ? texts.get("members.suspended")
                        : standing.over()
                                ? texts.get("members.over", day)
                                : day.isEmpty() ? "" : texts.get("members.guest.until", day);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Span line = new Span(Icons.of(standing.suspended() ? "lock" : "clock"), new Span(told));
        line.addClassNames("bl-faint", "bl-small");
        return Optional.of(new Div(line));
    }

    private Component acts(MemberDesk.Seat seat) {
        if (!desk.mayChange(seat)) {
            return new Span();
        }
        boolean out = !seat.standing().suspended();
        Button suspend =
                new Button(
                        texts.get(out ? "members.suspend" : "members.restore"),
                        click ->
                                act(
                                        () -> desk.suspend(seat, out),
                                        texts.get(
                                                out ? "members.suspended.done" : "members.restored",
                                                seat.name())));
        suspend.setAriaLabel(
                texts.get(out ? "members.suspend.label" : "members.restore.label", seat.name()));
        suspend.addThemeVariants(ButtonVariant.TERTIARY);
        Div acts = new Div(RedrawnPart.place("suspend " + seat.account().value(), suspend));
        if (seat.role() != Role.OWNER) {
            acts.add(guest(seat));
        }
        acts.add(leave(seat));
        acts.addClassName("bl-acts");
        return acts;
    }

    private Component guest(MemberDesk.Seat seat) {
        Button guest =
                new Button(
                        texts.get("members.guest.open"),
                        click ->
                                new GuestDialog(
                                                texts,
                                                seat,
                                                until ->
                                                        act(
                                                                () -> desk.limit(seat, until),
                                                                texts.get(
                                                                        "members.guest.saved",
                                                                        seat.name())))
                                        .open());
        guest.setAriaLabel(texts.get("members.guest.label", seat.name()));
        guest.addThemeVariants(ButtonVariant.TERTIARY);
        return guest;
    }

    private Component leave(MemberDesk.Seat seat) {
        Button remove =
                new Button(
                        texts.get("members.remove"),
                        click ->
                                Asking.before(
                                        texts.get("members.remove.ask", seat.name()),
                                        texts.get("members.remove.then"),
                                        texts.get("members.keep"),
                                        texts.get("members.remove"),
                                        () -> remove(seat)));
        remove.setAriaLabel(texts.get("members.remove.label", seat.name()));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        return remove;
    }

    private void remove(MemberDesk.Seat seat) {
        act(() -> desk.remove(seat), texts.get("members.removed", seat.name()));
        header.arrive();
    }

    private Component invited(Invitations.Pending one) {
        Span mail = new Span(one.email().value());
        Span role = new Span(texts.get("members.as", word(one.role())));
        role.addClassNames("bl-faint", "bl-small");
        return new Div(new Div(mail), new Div(role));
    }

    private Component until(Invitations.Pending one) {
        return new Span(Moments.here(texts).day(one.expiresAt()));
    }

    private Component withdraw(Invitations.Pending one) {
        Button withdraw =
                new Button(
                        texts.get("members.withdraw"),
                        click -> act(() -> desk.withdraw(one), texts.get("members.withdrawn")));
        withdraw.setAriaLabel(texts.get("members.withdraw.label", one.email().value()));
        withdraw.addThemeVariants(ButtonVariant.TERTIARY);
        return RedrawnPart.place(one.email().value(), withdraw);
    }

    private void act(Runnable act, String said) {
        try {
            act.run();
            Toasts.show(said);
        } catch (TenancyException e) {
            Toasts.show(refusals.of(e));
        } catch (IdentityException e) {
            Toasts.show(refusals.of(e));
        }
        refresh();
    }

    private String word(Role role) {
        return texts.get("role." + role.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("members.title"));
    }
}
