package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.Asking;
import studio.backline.screens.Avatars;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** One organisation. */
final class OrganisationView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final CrmWords words;
    private final OrganisationService organisations;
    private final Permissions permissions;

    OrganisationView(Texts texts, OrganisationService organisations, Permissions permissions) {
        this.words = new CrmWords(texts);
        this.organisations = organisations;
        this.permissions = permissions;
        addClassName("bl-screen");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        enter.getRouteParameters()
                .get(OrganisationNavigation.ID)
                .flatMap(OrganisationView::id)
                .ifPresentOrElse(this::show, this::showGone);
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.organisation.page-title");
    }

    private static Optional<OrganisationId> id(String text) {
        try {
            return Optional.of(new OrganisationId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private void show(OrganisationId id) {
        organisations.find(id).ifPresentOrElse(this::show, this::showGone);
    }

    private void show(Organisation organisation) {
        removeAll();
        OrganisationDetails details = organisation.details();
        PageHeader header = new PageHeader(details.name());
        header.setMark(Avatars.square(details.name(), organisation.id().value(), true));
        header.setLine(String.join(", ", words.roles(details.roles())));
        if (permissions.has(CrmPermissions.EDIT)) {
            Button delete =
                    new Button(
                            words.get("crm.organisation.delete"),
                            Icons.of("trash"),
                            click -> ask(organisation));
            Button edit =
                    new Button(
                            words.get("crm.person.edit"),
                            Icons.of("pencil"),
                            click -> edit(organisation.id()));
            edit.addThemeVariants(ButtonVariant.PRIMARY);
            header.addActions(delete, edit);
        }
        UnorderedList facts = new UnorderedList();
        facts.addClassName("bl-facts");
        addFact(facts, "mail", details.mail());
        addFact(facts, "phone", details.phone());
        addFact(facts, "globe", details.web());
        addFact(facts, "place", place(details));
        addFact(facts, "people", words.get("crm.organisations.people", organisation.people()));
        add(crumbs(), header, facts);
        if (isAttached()) {
            header.arrive();
        }
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

    private static String place(OrganisationDetails details) {
        boolean both = !details.city().isBlank() && !details.country().isBlank();
        return details.city() + (both ? ", " : "") + details.country();
    }

    private static void addFact(UnorderedList facts, String icon, String value) {
        if (!value.isBlank()) {
            Span text = new Span(value);
            text.getElement().setAttribute("dir", "auto");
            facts.add(new ListItem(Icons.of(icon), text));
        }
    }

    private void edit(OrganisationId id) {
        organisations
                .find(id)
                .ifPresentOrElse(
                        current -> {
                            removeAll();
                            PageHeader header = new PageHeader(current.details().name());
                            Runnable done = () -> show(id);
                            add(
                                    crumbs(),
                                    header,
                                    new OrganisationEditor(words, organisations, current, done));
                        },
                        this::showGone);
    }

    private void ask(Organisation organisation) {
        Asking.before(
                words.get("crm.organisation.delete.question"),
                words.get("crm.organisation.delete.consequence", organisation.people()),
                words.get("crm.organisation.delete.keep"),
                words.get("crm.organisation.delete.act"),
                () -> {
                    boolean deleted = organisations.delete(organisation.id());
                    Toasts.show(
                            words.get(
                                    deleted
                                            ? "crm.organisation.deleted"
                                            : "crm.organisation.deleted.before"));
                    UI.getCurrent().navigate(OrganisationNavigation.LIST);
                });
    }
}
