package studio.backline.plugins.crm;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}
