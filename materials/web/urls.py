"""Addresses of products, materials and stock."""

from django.urls import path

from materials.web import (
    container,
    container_deeds,
    genealogy,
    holds,
    lot,
    lot_deeds,
    lot_list,
    materials,
    orders,
    products,
    recalls,
    receive,
    supply,
)

LOT, CONTAINER = "stock/lots/<str:number>", "stock/containers/<str:code>"
MATERIAL = "materials/item"

urlpatterns = [
    path("products/", products.product_list, name="product-list"),
    path("products/new/", products.product_new, name="product-new"),
    path("products/item/<str:code>/", products.product_page, name="product"),
    path("products/item/<str:code>/alter/", products.product_alter, name="product-alter"),
    path("materials/", materials.material_list, name="material-list"),
    path("materials/new/", materials.material_new, name="material-new"),
    path(f"{MATERIAL}/<str:code>/", materials.material_page, name="material"),
    path(f"{MATERIAL}/<str:code>/alter/", materials.material_alter, name="material-alter"),
    path(f"{MATERIAL}/<str:code>/source/", supply.source_new, name="source-new"),
    path(f"{MATERIAL}/<str:code>/reserve/", supply.material_keep, name="material-keep"),
    path(f"{MATERIAL}/<str:code>/receive/", receive.lot_receive, name="lot-receive"),
    path("materials/sources/<uuid:pk>/withdraw/", supply.source_withdraw, name="source-withdraw"),
    path("materials/orders/", orders.order_list, name="order-list"),
    path("materials/orders/new/", orders.order_new, name="order-new"),
    path("materials/orders/<uuid:pk>/", orders.order_page, name="order"),
    path("materials/orders/<uuid:pk>/close/", orders.order_close, name="order-close"),
    path("stock/", lot_list.lot_list, name="lot-list"),
    path("stock/holds/", holds.hold_list, name="hold-list"),
    path("stock/holds/donor/", holds.donor_hold, name="donor-hold"),
    path("stock/holds/<int:number>/", holds.hold_page, name="hold"),
    path("stock/holds/<int:number>/lift/", holds.hold_lift, name="hold-lift"),
    path("stock/recalls/", recalls.recall_list, name="recall-list"),
    path("stock/recalls/<int:number>/", recalls.recall_page, name="recall"),
    path("stock/recalls/<int:number>/end/", recalls.recall_end, name="recall-end"),
    path("stock/issues/<uuid:pk>/", container.issue_account, name="issue-account"),
    path("stock/reservations/<uuid:pk>/end/", container.reservation_end, name="reservation-end"),
    path(f"{LOT}/", lot.lot_page, name="lot"),
    path(f"{LOT}/release/", lot.lot_release, name="lot-release"),
    path(f"{LOT}/reject/", lot.lot_reject, name="lot-reject"),
    path(f"{LOT}/genealogy/", genealogy.lot_genealogy, name="lot-genealogy"),
    path(f"{LOT}/recall/", recalls.lot_recall, name="lot-recall"),
    path(f"{LOT}/recall/new/", recalls.recall_new, name="recall-new"),
    path(f"{LOT}/do/<slug:name>/", lot_deeds.lot_deed, name="lot-deed"),
    path(f"{CONTAINER}/", container.container_page, name="container"),
    path(f"{CONTAINER}/do/<slug:name>/", container_deeds.container_deed, name="container-deed"),
]
