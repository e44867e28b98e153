from django.contrib.admin.apps import AdminConfig


class SamordnaAdminConfig(AdminConfig):
    default_site = "config.admin_site.SamordnaAdminSite"
