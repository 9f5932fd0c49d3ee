terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
      # Wrong (STG3026): any later version makes the next environment, and no lock file holds it.
      version = "~> 4.0"
    }
  }
}
