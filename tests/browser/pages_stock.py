"""The pages of products, materials and stock that are walked."""

from __future__ import annotations

from functools import partial

from tests.browser.page import Page

BOTTLES, WAITING, CELLS, BANK = "L26-0001", "L26-0002", "L26-0003", "L26-0004"
BOTTLE = f"/stock/containers/{BOTTLES}-01/"
LOT = "/stock/lots"
MEDIUM, ORDERS = "/materials/item/MED-01", "/materials/orders/"
at = partial(Page, scene="stock", user="jvermaat")
by_qa = partial(Page, scene="stock", user="mlindqvist")

STOCK = (
    at("lot-list", "lot-list", "/stock/"),
    at("lot-list-none-fits", "lot-list", "/stock/?words=nothing"),
    Page("lot-list-empty", "lot-list", "/stock/", scene="empty"),
    at("lot-list-partner", "lot-list", "/stock/", user="pnorth"),
    by_qa("lot-waiting", "lot", f"{LOT}/{WAITING}/"),
    by_qa("lot-release", "lot", f"{LOT}/{BANK}/", press="Reject"),
    at("lot-bottles", "lot", f"{LOT}/{BOTTLES}/"),
    at("lot-cells-held", "lot", f"{LOT}/{CELLS}/"),
    by_qa("lot-retest", "lot-deed", f"{LOT}/{BOTTLES}/do/retest/"),
    at("lot-hold", "lot-deed", f"{LOT}/{BOTTLES}/do/hold/"),
    at("lot-genealogy", "lot-genealogy", f"{LOT}/{BOTTLES}/genealogy/"),
    at("lot-genealogy-alone", "lot-genealogy", f"{LOT}/{WAITING}/genealogy/"),
    by_qa("lot-recall", "lot-recall", f"{LOT}/{BOTTLES}/recall/"),
    by_qa("recall-new", "recall-new", f"{LOT}/{BOTTLES}/recall/new/"),
    by_qa("recall-list", "recall-list", "/stock/recalls/"),
    by_qa("recall", "recall", "/stock/recalls/1/"),
    at("batch-materials", "batch-materials", "/batches/CART-26-001/materials/"),
    at("lot-list-held", "lot-list", "/stock/?status=HELD"),
    at("container-split", "container-deed", f"{BOTTLE}do/split/"),
    by_qa("recall-sign", "recall", "/stock/recalls/1/", press="Conclude"),
    at("container", "container", BOTTLE),
    at("container-blocked", "container", f"/stock/containers/{CELLS}-01/"),
    at("container-issue", "container-deed", f"{BOTTLE}do/issue/"),
    at("container-make", "container-deed", f"{BOTTLE}do/make/"),
    at("container-count", "container-deed", f"{BOTTLE}do/count/"),
    at("container-take-off", "container-deed", f"{BOTTLE}do/take-off/"),
    at("issue-account", "issue-account", BOTTLE, follow="Account for it"),
    at("reservation-end", "reservation-end", BOTTLE, follow="End CART-26-002"),
    at("hold-list", "hold-list", "/stock/holds/"),
    by_qa("hold", "hold", "/stock/holds/1/"),
    by_qa("hold-lift", "hold", "/stock/holds/1/", press="Lift the hold"),
    at("donor-hold", "donor-hold", "/stock/holds/donor/"),
    by_qa("material-list", "material-list", "/materials/"),
    by_qa("material", "material", f"{MEDIUM}/"),
    at("material-operator", "material", f"{MEDIUM}/"),
    by_qa("material-new", "material-new", "/materials/new/"),
    by_qa("material-alter", "material-alter", f"{MEDIUM}/alter/"),
    by_qa("source-new", "source-new", f"{MEDIUM}/source/"),
    by_qa("source-withdraw", "source-withdraw", f"{MEDIUM}/", follow="Withdraw MED-01"),
    by_qa("order-supplier", "order-new", f"{ORDERS}new/"),
    by_qa("order-new", "order-new", f"{ORDERS}new/?material=MED-01"),
    by_qa("order-list", "order-list", ORDERS),
    Page("order-list-empty", "order-list", ORDERS, scene="empty", user="mlindqvist"),
    at("order", "order", ORDERS, follow="PO-26-001"),
    by_qa("order-close", "order-close", ORDERS, follow="PO-26-001", then="Close the order"),
    at("material-keep", "material-keep", f"{MEDIUM}/reserve/"),
    at("lot-receive", "lot-receive", f"{MEDIUM}/receive/"),
    at("lot-receive-human", "lot-receive", "/materials/item/APH-01/receive/"),
    at("product-list", "product-list", "/products/"),
    at("product", "product", "/products/item/CART-CD19/"),
    at("product-new", "product-new", "/products/new/", user="nbakker"),
    at("product-alter", "product-alter", "/products/item/CART-CD19/alter/", user="nbakker"),
    by_qa("home-stock", "home", "/"),
)
