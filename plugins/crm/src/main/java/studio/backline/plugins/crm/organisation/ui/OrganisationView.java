package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.consent.ui.SaidNoQuestion;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.note.ui.PartyNotes;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.ui.LeftList;
import studio.backline.plugins.crm.party.ui.WhileThere;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.Avatars;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** One organisation: what is known, who is there, and the notes. */
final class OrganisationView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final CrmWords words;
    private final OrganisationService organisations;
    private final TagService tags;
    private final NoteService notes;
    private final ConsentService consents;
    private final Permissions permissions;
    private final OrganisationActs acts;

    OrganisationView(
            Texts texts,
            OrganisationService organisations,
            TagService tags,
            NoteService notes,
            ConsentService consents,
            Permissions permissions) {
        this.words = new CrmWords(texts);
        this.organisations = organisations;
        this.tags = tags;
        this.notes = notes;
        this.consents = consents;
        this.permissions = permissions;
        this.acts = new OrganisationActs(words, organisations);
        addClassName("bl-screen");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        enter.getRouteParameters()
                .get(OrganisationNavigation.ID)
                .flatMap(OrganisationNavigation::id)
                .ifPresentOrElse(this::show, () -> enter.rerouteToError(NotFoundException.class));
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisation.page-title");
    }

    void show(OrganisationId id) {
        organisations.find(id).ifPresentOrElse(this::show, this::showGone);
    }

    private void show(Organisation organisation) {
        removeAll();
        OrganisationId id = organisation.id();
        OrganisationDetails details = organisation.details();
        new LeftList(OrganisationNavigation.LIST).opens(id.value());
        OrganisationFacts known =
                new OrganisationFacts(words, organisation, consents.of(details.contacts()));
        offerToRefuse(known, organisation);
        known.add(new AffiliatesPart(words, organisations, id));
        Div columns = new Div(known);
        columns.addClassName("bl-columns");
        WhileThere there = whileThere(id);
        if (permissions.has(CrmPermissions.NOTES)) {
            columns.add(new PartyNotes(words, notes, id.party(), there::act));
        }
        PageHeader header = header(organisation);
        add(
                new Crumbs(words)
                        .to(OrganisationNavigation.listAt(id), "crm.organisations.title")
                        .neighbours(
                                neighbour(organisation, true).map(OrganisationNavigation::of),
                                neighbour(organisation, false).map(OrganisationNavigation::of)),
                header,
                there,
                columns);
        if (isAttached()) {
            header.arrive();
        }
    }

    /** For the mails that nobody has closed by a no yet. */
    private void offerToRefuse(OrganisationFacts known, Organisation organisation) {
        Standings standings = consents.of(organisation.details().contacts());
        List<ContactPoint> open =
                organisation.details().contacts().stream()
                        .filter(point -> point.kind() == ContactKind.MAIL)
                        .filter(point -> !standings.isRefused(point))
                        .toList();
        if (open.isEmpty() || !permissions.has(CrmPermissions.EDIT)) {
            return;
        }
        OrganisationId id = organisation.id();
        known.offerToRefuse(
                () ->
                        new SaidNoQuestion<>(
                                        words, "crm.no.organisation.", open, ContactPoint::value)
                                .ask(
                                        (mails, no) -> {
                                            consents.refuse(id, mails, no);
                                            return true;
                                        },
                                        () -> show(id)));
    }

    private PageHeader header(Organisation organisation) {
        OrganisationId id = organisation.id();
        OrganisationDetails details = organisation.details();
        PageHeader header = new PageHeader(details.name());
        header.setMark(Avatars.square(details.name(), id.value(), true));
        header.setLine(words.rolesIn(details.roles(), details.city()));
        if (permissions.has(CrmPermissions.EDIT)) {
            Button delete =
                    new Button(
                            words.get("crm.organisation.delete"),
                            Icons.of("trash"),
                            click -> delete(organisation));
            Button edit =
                    new Button(words.get("crm.person.edit"), Icons.of("pencil"), click -> edit(id));
            edit.addThemeVariants(ButtonVariant.PRIMARY);
            header.addActions(delete, edit);
        }
        return header;
    }

    private void showGone() {
        removeAll();
        add(
                crumbs(),
                new PageHeader(words.get("crm.organisation.page-title")),
                new EmptyState(words.get("crm.organisation.gone")));
    }

    private Crumbs crumbs() {
        return new Crumbs(words).to(OrganisationNavigation.LIST, "crm.organisations.title");
    }

    private void edit(OrganisationId id) {
        organisations
                .find(id)
                .ifPresentOrElse(
                        current -> {
                            removeAll();
                            add(
                                    crumbs(),
                                    new PageHeader(current.details().name()),
                                    editor(current));
                        },
                        this::showGone);
    }

    private OrganisationEditor editor(Organisation organisation) {
        OrganisationId id = organisation.id();
        return new OrganisationEditor(
                words, organisations, tags, organisation, whileThere(id), () -> show(id));
    }

    private WhileThere whileThere(OrganisationId id) {
        Supplier<Optional<String>> restore = () -> acts.restore(id.value());
        return new WhileThere(
                words,
                "crm.organisation.gone.",
                OrganisationNavigation.LIST,
                permissions.has(CrmPermissions.EDIT) ? Optional.of(restore) : Optional.empty());
    }

    /** The organisation's own place in the list. */
    static PartyAnchor place(Organisation organisation) {
        return new PartyAnchor(
                OrganisationKeys.key(organisation.details().name()), organisation.id().value());
    }

    /** In the list as it was left. */
    private Optional<OrganisationId> neighbour(Organisation organisation, boolean before) {
        return organisations
                .page(
                        new LeftList(OrganisationNavigation.LIST).filter(),
                        Optional.of(place(organisation)),
                        before,
                        1)
                .rows()
                .stream()
                .findFirst()
                .map(OrganisationRow::id);
    }

    private void delete(Organisation organisation) {
        UI ui = UI.getCurrent();
        OrganisationId id = organisation.id();
        Optional<OrganisationId> next =
                neighbour(organisation, false).or(() -> neighbour(organisation, true));
        boolean deleted = organisations.delete(id);
        ui.navigate(
                OrganisationNavigation.LIST,
                next.map(there -> QueryParameters.of(LeftList.AT, there.toString()))
                        .orElse(QueryParameters.empty()));
        if (!deleted) {
            Toasts.show(words.get("crm.organisation.deleted.before"));
            return;
        }
        Toasts.undoable(words.get("crm.organisation.deleted"), () -> takeBack(ui, id));
    }

    private void takeBack(UI ui, OrganisationId id) {
        try {
            acts.restore(id.value())
                    .ifPresentOrElse(
                            Toasts::show, () -> ui.navigate(OrganisationNavigation.of(id)));
        } catch (PartyGoneException gone) {
            Toasts.show(words.get("crm.organisation.gone"));
        }
    }
}
