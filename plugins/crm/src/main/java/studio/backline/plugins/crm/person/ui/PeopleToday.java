package studio.backline.plugins.crm.person.ui;

import java.util.List;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.DayLine.Step;
import studio.backline.screens.start.StartOfDay;

/** How many people are here; and while there is nobody, how they come. */
final class PeopleToday implements StartOfDay {

    private final Texts texts;
    private final PersonService people;
    private final Permissions permissions;

    PeopleToday(Texts texts, PersonService people, Permissions permissions) {
        this.texts = texts;
        this.people = people;
        this.permissions = permissions;
    }

    @Override
    public List<DayLine> lines() {
        if (!permissions.has(CrmPermissions.VIEW)) {
            return List.of();
        }
        long count = people.count(PartyFilter.ALL);
        Step see = step("crm.today.people.see", PersonNavigation.LIST);
        Step bring = step("crm.people.empty.import", PersonNavigation.IMPORT);
        Step add = step("crm.people.add", PersonNavigation.ADD);
        return List.of(
                count == 0
                        ? new DayLine(texts.get(nobody(permissions)), List.of(bring, add))
                        : new DayLine(
                                texts.get("crm.today.people", count), List.of(see, add, bring)));
    }

    /** What to say where there is nobody yet, to somebody with these permissions. */
    static String nobody(Permissions permissions) {
        if (permissions.has(CrmPermissions.IMPORT)) {
            return "crm.people.empty";
        }
        return permissions.has(CrmPermissions.EDIT)
                ? "crm.people.empty.add"
                : "crm.people.empty.view";
    }

    private Step step(String key, String path) {
        return new Step(texts.get(key), path);
    }
}
