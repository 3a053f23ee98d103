package studio.backline.platform;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}
