package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.organisation.Affiliate;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.ui.PartyFacts;
import studio.backline.plugins.crm.person.ui.PersonNavigation;
import studio.backline.plugins.crm.ui.CrmWords;

/** Who is affiliated with an organisation, by name, some at a time. */
final class AffiliatesPart extends Section {

    private static final int SOME = 50;

    private final OrganisationService organisations;
    private final OrganisationId organisation;
    private final UnorderedList list = PartyFacts.list();
    private final Button more;
    private @Nullable PartyAnchor last;

    AffiliatesPart(CrmWords words, OrganisationService organisations, OrganisationId organisation) {
        this.organisations = organisations;
        this.organisation = organisation;
        more = new Button(words.get("crm.organisation.people.more"), click -> showMore());
        more.addThemeVariants(ButtonVariant.TERTIARY);
        append();
        Paragraph none = new Paragraph(words.get("crm.organisation.people.none"));
        none.addClassName("bl-faint");
        Component shown = list.getComponentCount() == 0 ? none : list;
        addClassName("bl-part");
        add(new H2(words.get("crm.organisation.people")), shown, more);
    }

    private void showMore() {
        int shown = list.getComponentCount();
        append();
        if (list.getComponentCount() > shown) {
            Component next = list.getComponentAt(shown);
            next.getElement().setAttribute("tabindex", "-1").executeJs("this.focus()");
        }
    }

    private void append() {
        PartyPage<Affiliate> page =
                organisations.affiliates(organisation, Optional.ofNullable(last), SOME);
        for (Affiliate affiliate : page.rows()) {
            String address = PersonNavigation.of(affiliate.person());
            list.add(
                    PartyFacts.fact(
                            "person",
                            PartyFacts.link(address, affiliate.display()),
                            affiliate.position()));
            last = affiliate.anchor();
        }
        more.setVisible(page.more());
    }
}
