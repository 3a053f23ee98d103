package studio.backline.plugins.crm.organisation;

import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.PartyAnchor;

/**
 * A person who is affiliated with an organisation.
 *
 * @param person who
 * @param display as shown
 * @param position what they are there, by commas where it is several things; may be empty
 * @param anchor the place in the order of names
 */
public record Affiliate(SubjectId person, String display, String position, PartyAnchor anchor) {}
